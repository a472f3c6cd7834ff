import fs from 'node:fs';
import path from 'node:path';

// What is made from the sources, is installed, or belongs to this machine alone.
const LEFT_OUT = new Set([
  '.git',
  '.portal',
  'coverage',
  'dist',
  'dist-types',
  'e2e-test-report',
  'node_modules',
]);

/**
 * Copies the checkout as it is now to `target`, without asking git: the sources
 * may have come as an archive. Packing rewrites package.json files while it
 * runs; a copy keeps that away from whoever works in the checkout. Dependencies
 * are linked; type declarations, if they have been made, come along.
 */
export function copyCheckout(root, target) {
  const workspaces = ['.'];
  fs.cpSync(root, target, {
    recursive: true,
    filter: from => {
      const name = path.basename(from);
      if (LEFT_OUT.has(name) && from !== root) return false;
      // Somebody's own config, perhaps with secrets, is no part of the project.
      if (name.endsWith('.local.yaml')) return false;
      if (name === 'package.json')
        workspaces.push(path.relative(root, path.dirname(from)));
      return !fs.lstatSync(from).isSocket();
    },
  });
  for (const workspace of new Set(workspaces)) {
    const from = path.join(root, workspace, 'node_modules');
    const to = path.join(target, workspace, 'node_modules');
    if (fs.existsSync(from) && !fs.existsSync(to)) fs.symlinkSync(from, to);
  }
  const types = path.join(root, 'dist-types');
  if (fs.existsSync(types))
    fs.cpSync(types, path.join(target, 'dist-types'), { recursive: true });
}
