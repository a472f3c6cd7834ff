import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';

const UNWANTED =
  /(^|\/)(src|dev|node_modules|fixtures|__\w+__|e2e-tests)\/|\.test\.|\.stories\.|(^|\/)\.|\.tgz$|\.tsbuildinfo$/;
const ALWAYS = new Set([
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'package.json',
]);
const CODE = /\.(js|cjs|mjs|d\.ts)$/;
const IMPORT =
  /(?:\bfrom\s+|\brequire\(\s*|\bimport\(\s*|^import\s+)['"]([^'"\n]+)['"]/gm;

/** Unpacks a tarball into an empty folder and reads its manifest. */
export function unpack(tarball, folder) {
  fs.mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
  return JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
}

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
  // The schema of the config is packed as JSON, in place of its declaration.
  const files = source.files.filter(entry => entry !== source.configSchema);
  return [
    'README.md',
    'LICENSE',
    ...texts([main, module, types, exports, typesVersions, configSchema]),
    ...files,
  ].map(entry => path.normalize(entry));
}

const below = (file, entry) => file === entry || file.startsWith(`${entry}/`);

/** Packages that code or types name and the manifest does not bring. */
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
 * What is wrong with the files of a packed plugin; nothing, if the list is empty.
 * @param {{ unpacked: string, manifest: any, source: any }} packed `source`: its manifest in the checkout
 * @param {{ root: string, forbidden: string[] }} about `forbidden`: paths of this machine
 */
export function faultsOfContents(
  { unpacked, manifest, source },
  { root, forbidden },
) {
  const files = filesOf(unpacked);
  const faults = [];
  for (const file of files) {
    const asked =
      file === manifest.configSchema ||
      source.files.some(entry => below(file, entry));
    if (UNWANTED.test(file) || !(asked || ALWAYS.has(file)))
      faults.push(`${file} is no part of a package`);
    const text = fs.readFileSync(path.join(unpacked, file), 'utf8');
    for (const at of forbidden)
      if (text.includes(at))
        faults.push(`${file} names a path of this machine`);
  }
  for (const entry of promised(manifest, source))
    if (!files.some(file => below(file, entry)))
      faults.push(`${entry} is promised and not there`);
  const licence = path.join(unpacked, 'LICENSE');
  if (
    fs.existsSync(licence) &&
    fs.readFileSync(licence, 'utf8') !==
      fs.readFileSync(path.join(root, 'LICENSE'), 'utf8')
  )
    faults.push('its LICENSE is not that of the repository');
  for (const name of undeclared(unpacked, files, manifest))
    faults.push(`${name} is imported and not declared`);
  // Plain scripts that are started as processes of their own: no bundler has seen them.
  for (const file of files.filter(name => /^(?!dist\/).*\.c?js$/.test(name)))
    execFileSync(process.execPath, ['--check', path.join(unpacked, file)]);
  return faults;
}
