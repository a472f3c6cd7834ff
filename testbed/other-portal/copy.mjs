import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/**
 * Copies the checkout as it is now (tracked, and new but not ignored) to
 * `target`. Packing rewrites package.json files while it runs; a copy keeps
 * that away from whoever works in the checkout. Dependencies are linked.
 */
export function copyCheckout(root, target) {
  const listed = execFileSync(
    'git',
    ['ls-files', '-z', '-co', '--exclude-standard'],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const files = [...new Set(listed.split('\0'))].filter(
    file => file && fs.existsSync(path.join(root, file)),
  );
  for (const file of files) {
    const to = path.join(target, file);
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.copyFileSync(path.join(root, file), to);
  }
  const workspaces = files
    .filter(file => file.endsWith('package.json'))
    .map(file => path.dirname(file));
  for (const workspace of workspaces) {
    const from = path.join(root, workspace, 'node_modules');
    if (fs.existsSync(from))
      fs.symlinkSync(from, path.join(target, workspace, 'node_modules'));
  }
  // What yarn remembers of the installation that is linked above.
  const state = path.join('.yarn', 'install-state.gz');
  fs.mkdirSync(path.join(target, '.yarn'), { recursive: true });
  fs.copyFileSync(path.join(root, state), path.join(target, state));
}
