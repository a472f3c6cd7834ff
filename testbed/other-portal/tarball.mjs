import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';

const UNWANTED = /(^|\/)(src|node_modules|__\w+__)\/|\.test\.|\.stories\./;
const CODE = /\.(js|cjs|mjs|d\.ts)$/;
const IMPORT =
  /(?:\bfrom\s+|\brequire\(\s*|\bimport\(\s*|^import\s+)['"]([^'"\n]+)['"]/gm;

/** Every file of a folder, relative to it. */
function filesOf(folder) {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry =>
      path.relative(folder, path.join(entry.parentPath, entry.name)),
    );
}

/** All texts within a value, at any depth. */
function texts(value) {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object'
    ? Object.values(value).flatMap(texts)
    : [];
}

/** What the manifest promises to be in the package. */
function promised(manifest, source) {
  const { main, module, types, exports, typesVersions, configSchema } =
    manifest;
  const folders = source.files.filter(
    entry => entry !== 'dist' && entry !== source.configSchema,
  );
  return [
    'README.md',
    ...texts([main, module, types, exports, typesVersions, configSchema]),
    ...folders,
  ].map(entry => path.normalize(entry));
}

/** Packages that code names and the manifest does not bring. */
function undeclared(folder, files, manifest) {
  const declared = new Set([
    manifest.name,
    ...Object.keys(manifest.dependencies ?? {}),
    ...Object.keys(manifest.peerDependencies ?? {}),
    ...Object.keys(manifest.optionalDependencies ?? {}),
  ]);
  const missing = new Set();
  for (const file of files.filter(name => CODE.test(name))) {
    const code = fs
      .readFileSync(path.join(folder, file), 'utf8')
      .replace(/\/\*[\s\S]*?\*\//g, '');
    for (const [, name] of code.matchAll(IMPORT)) {
      if (name.startsWith('.') || isBuiltin(name)) continue;
      const parts = name.split('/');
      const wanted = parts.slice(0, name.startsWith('@') ? 2 : 1).join('/');
      if (!declared.has(wanted) && !declared.has(`@types/${wanted}`))
        missing.add(`${wanted} (${file})`);
    }
  }
  return [...missing];
}

/**
 * What is wrong with a packed plugin; nothing, if the list is empty.
 * @param {string} tarball
 * @param {string} folder an empty folder to unpack into
 * @param {{ source: any, forbidden: string[] }} about `source`: its manifest in the checkout;
 *   `forbidden`: paths of this machine
 */
export function faultsOf(tarball, folder, { source, forbidden }) {
  execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
  const manifest = JSON.parse(
    fs.readFileSync(path.join(folder, 'package.json'), 'utf8'),
  );
  const files = filesOf(folder);
  const faults = [];
  for (const file of files) {
    if (UNWANTED.test(file)) faults.push(`${file} is no part of a package`);
    const text = fs.readFileSync(path.join(folder, file), 'utf8');
    for (const at of forbidden)
      if (text.includes(at))
        faults.push(`${file} names a path of this machine`);
  }
  for (const entry of promised(manifest, source))
    if (!files.some(file => file === entry || file.startsWith(`${entry}/`)))
      faults.push(`${entry} is promised and not there`);
  if (source.configSchema && !manifest.configSchema)
    faults.push('the schema of its configuration is lost');
  for (const range of texts([
    manifest.dependencies,
    manifest.peerDependencies,
    manifest.optionalDependencies,
  ]))
    if (/^(workspace|file|link|portal):/.test(range))
      faults.push(`${range} means nothing elsewhere`);
  for (const name of undeclared(folder, files, manifest))
    faults.push(`${name} is imported and not declared`);
  // Plain scripts that are started as processes of their own: no bundler has seen them.
  for (const file of files.filter(name => /^(?!dist\/).*\.c?js$/.test(name)))
    execFileSync(process.execPath, ['--check', path.join(folder, file)]);
  return faults;
}
