import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { installedAt } from './manifest.mjs';

const IN_NODE =
  /^(backend-plugin|backend-plugin-module|node-library|common-library)$/;

/**
 * Gives each unpacked package a `node_modules` with what it declares and nothing
 * else: packages of ours from the tarballs, others from the checkout's.
 */
function linkDeclared(packed, root) {
  for (const { folder, unpacked, manifest } of packed) {
    const names = Object.keys({
      ...manifest.dependencies,
      ...manifest.optionalDependencies,
    });
    for (const name of names) {
      const sibling = packed.find(one => one.name === name);
      const from = sibling?.unpacked ?? installedAt(root, folder, name);
      // An optional one may be for another machine.
      if (!from && manifest.optionalDependencies?.[name]) continue;
      if (!from) throw new Error(`${manifest.name}: ${name} is not installed`);
      const to = path.join(unpacked, 'node_modules', name);
      fs.mkdirSync(path.dirname(to), { recursive: true });
      fs.symlinkSync(fs.realpathSync(from), to);
    }
  }
}

/** The files by which a package is entered. */
function entries({ unpacked, manifest }) {
  const paths = manifest.exports
    ? Object.values(manifest.exports)
        .map(entry =>
          typeof entry === 'string' ? entry : entry.require ?? entry.default,
        )
        .filter(entry => !entry.endsWith('.json'))
    : [manifest.main];
  return paths.map(entry => path.join(unpacked, entry));
}

// Runs in a process of its own, in plain Node: no loader, no compiler, no workspace.
const LOAD = `
const [role, ...files] = process.argv.slice(1);
const loaded = files.map(file => require(file));
if (loaded.some(each => Object.keys(each).length === 0)) throw new Error('it exports nothing');
if (role.startsWith('backend-plugin') && loaded[0].default?.$$type !== '@backstage/BackendFeature')
  throw new Error('its default export is no feature of a backend');
const foreign = Object.keys(require.cache).filter(file => /[\\\\/](src|plugins)[\\\\/][^]*\\.tsx?$/.test(file));
if (foreign.length) throw new Error('it loaded sources: ' + foreign[0]);
process.exit(0);
`;

/** Loads every package that runs in Node from its tarball. @returns how many were loaded */
export function loadAll(packed, root) {
  linkDeclared(packed, root);
  const chosen = packed.filter(({ manifest }) =>
    IN_NODE.test(manifest.backstage.role),
  );
  for (const one of chosen) {
    try {
      execFileSync(
        process.execPath,
        ['-e', LOAD, one.manifest.backstage.role, ...entries(one)],
        {
          cwd: one.unpacked,
          env: { PATH: process.env.PATH, NODE_ENV: 'production' },
          stdio: ['ignore', 'pipe', 'pipe'],
          timeout: 120_000,
        },
      );
    } catch (error) {
      throw new Error(
        `${one.name} does not load: ${error.stderr?.toString() ?? error}`,
      );
    }
  }
  return chosen.length;
}
