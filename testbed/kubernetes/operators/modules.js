// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { run } = require('../../../tools/launcher/processes');
const { which } = require('../../../tools/launcher/techdocs');
const { cache } = require('../build');

/**
 * Operators whose own definitions come as files of a Go module. The checksum is
 * that of the whole module, as Go's own database of checksums has it.
 * @typedef {{ name: string, module: string, version: string, sum: string, definitions: string[], manifest?: string }} Source
 */

/** @type {Source[]} */
const SOURCES = [
  {
    name: 'cloudnative-pg',
    module: 'github.com/cloudnative-pg/cloudnative-pg',
    version: 'v1.30.0',
    sum: 'h1:fnhVq44xXx97MNiuvJsPrX1vSjYbgdyBK5MSGfdHdp0=',
    definitions: ['config/crd/bases'],
    manifest: 'releases/cnpg-1.30.0.yaml',
  },
  {
    name: 'mariadb-operator',
    module: 'github.com/mariadb-operator/mariadb-operator/v25',
    version: 'v25.10.4',
    sum: 'h1:/nvOTGeolwiaYhm/iItKT+SubsTzbZzQf0nFBkCpvEA=',
    definitions: ['config/crd/bases'],
    // What it may do; the rest of its installation is a chart.
    manifest: 'config/rbac/role.yaml',
  },
  {
    name: 'percona-server-mongodb-operator',
    module: 'github.com/percona/percona-server-mongodb-operator',
    version: 'v1.22.0',
    sum: 'h1:7iLJkmwa6AHSDTSY9q+g6/E53KrMF8p4uc/2NHrcN2g=',
    definitions: ['deploy/crd.yaml'],
  },
  {
    name: 'percona-xtradb-cluster-operator',
    module: 'github.com/percona/percona-xtradb-cluster-operator',
    // Newer ones are no Go modules that the proxy has.
    version: 'v1.15.0',
    sum: 'h1:Dc2VXVCXushIG39TrX1qzX6COEf5iqunr+dZ1IVjoos=',
    definitions: ['deploy/crd.yaml'],
  },
];

/** @param {string} name */
function sourceOf(name) {
  const found = SOURCES.find(each => each.name === name);
  if (!found)
    throw new Error(
      `the test bed knows no operator ${name}; it knows ${SOURCES.map(
        each => each.name,
      ).join(', ')}`,
    );
  return found;
}

/** @param {Source} source */
const folderOf = source =>
  path.join(cache(), 'operators', `${source.name}-${source.version}`);

/**
 * Definitions of an operator that is no Go module, from a folder of one's own:
 * `<folder>/<operator>/<version>/*.yaml`.
 * @param {string} name
 */
function ownFolder(name) {
  const base = process.env.DBAAS_TESTBED_DEFINITIONS;
  const at = base ? path.join(base, name) : undefined;
  if (!at || !fs.existsSync(at)) return undefined;
  const [version] = fs.readdirSync(at).sort().reverse();
  return version ? path.join(at, version) : undefined;
}

/** @param {string} name */
const isModule = name => SOURCES.some(each => each.name === name);

/** @param {string} name */
function hasOperatorFiles(name) {
  if (!isModule(name)) return Boolean(ownFolder(name));
  const source = sourceOf(name);
  return ['complete', ...(source.manifest ? [source.manifest] : [])].every(
    each => fs.existsSync(path.join(folderOf(source), each)),
  );
}

/** @param {string} folder */
const yamlOf = folder =>
  fs
    .readdirSync(folder)
    .filter(each => each.endsWith('.yaml') && !each.startsWith('kustom'))
    .sort()
    .map(each => path.join(folder, each));

/** @param {string} folder @param {string} wanted @param {string} target */
function copy(folder, wanted, target) {
  const from = path.join(folder, wanted);
  const to = path.join(target, wanted);
  fs.mkdirSync(path.dirname(to), { recursive: true });
  fs.cpSync(from, to, { recursive: true });
  // Go keeps its modules read-only; our copy must be removable.
  for (const entry of [
    to,
    ...(fs.statSync(to).isDirectory()
      ? fs.readdirSync(to).map(each => path.join(to, each))
      : []),
  ])
    fs.chmodSync(entry, fs.statSync(entry).isDirectory() ? 0o755 : 0o644);
}

/**
 * Brings an operator's files into the cache, once.
 * @param {string} name
 */
async function bringOperatorFiles(name) {
  const source = sourceOf(name);
  const target = folderOf(source);
  if (hasOperatorFiles(name)) return target;
  const go = which('go');
  if (!go) throw new Error(`the definitions of ${name} need Go to bring them`);
  const result = await run(
    go,
    ['mod', 'download', '-json', `${source.module}@${source.version}`],
    // In no module: only the one that is named is looked at.
    { cwd: '/', timeoutMs: 300_000, env: { ...process.env, GOWORK: 'off' } },
  );
  const start = result.output.indexOf('{');
  const said = start < 0 ? {} : JSON.parse(result.output.slice(start));
  if (!result.ok || said.Error)
    throw new Error(
      `${source.module} ${source.version}: ${said.Error ?? result.output}`,
    );
  if (said.Sum !== source.sum)
    throw new Error(
      `${source.module} ${source.version} has the checksum ${said.Sum}, not ${source.sum}`,
    );
  fs.rmSync(target, { recursive: true, force: true });
  for (const wanted of [
    ...source.definitions,
    ...(source.manifest ? [source.manifest] : []),
  ])
    copy(said.Dir, wanted, target);
  fs.writeFileSync(path.join(target, 'complete'), said.Sum);
  return target;
}

/** The files of an operator's definitions. @param {string} name @returns {string[]} */
function definitionsOf(name) {
  const own = isModule(name) ? undefined : ownFolder(name);
  if (own) return yamlOf(own);
  const source = sourceOf(name);
  if (!hasOperatorFiles(name))
    throw new Error(
      `the definitions of ${name} are not here: run "node testbed/kubernetes/cli.js build"`,
    );
  return source.definitions.flatMap(wanted => {
    const at = path.join(folderOf(source), wanted);
    return fs.statSync(at).isDirectory() ? yamlOf(at) : [at];
  });
}

/** The file by which an operator is installed. @param {string} name */
function manifestOf(name) {
  const source = sourceOf(name);
  if (!source.manifest) throw new Error(`${name} comes without a manifest`);
  return path.join(folderOf(source), source.manifest);
}

module.exports = {
  SOURCES,
  bringOperatorFiles,
  hasOperatorFiles,
  definitionsOf,
  manifestOf,
};
