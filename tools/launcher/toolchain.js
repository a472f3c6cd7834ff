// @ts-check
'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Failure, step } = require('./say');
const { run, explain } = require('./processes');
const { root, state, ensureState, log } = require('./places');

/**
 * Brings the Node and the Yarn that the repository is built with, at pinned
 * versions, into `tools/node_modules`: the machine needs Node >= 20 and npm only.
 */

const tools = path.join(root, 'tools');
const bin = path.join(tools, 'node_modules', '.bin');
const RELEASES = [22, 24];

/** @param {string | Buffer} text */
const hash = text => crypto.createHash('sha256').update(text).digest('hex');
/** @param {string} name */
const stampFile = name => path.join(ensureState(), 'stamps', name);
/** @param {string} name */
const readStamp = name =>
  fs.existsSync(stampFile(name))
    ? fs.readFileSync(stampFile(name), 'utf8')
    : undefined;
/** @param {string} name @param {string} value */
function writeStamp(name, value) {
  fs.mkdirSync(path.dirname(stampFile(name)), { recursive: true });
  fs.writeFileSync(stampFile(name), value);
}

/** What is being changed is not what the stamp says, also if it is broken off. @param {string} name */
const dropStamp = name => fs.rmSync(stampFile(name), { force: true });

const major = Number(process.versions.node.split('.')[0]);
const fits = RELEASES.includes(major);

/** The pinned Node of this machine's kind, if npm can bring one. */
function pinnedNode() {
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch))
    return undefined;
  return path.join(tools, 'node_modules', `node-linux-${process.arch}`);
}

/** The home of the Node that everything runs with. */
function nodeHome() {
  if (fits)
    return path.dirname(path.dirname(fs.realpathSync(process.execPath)));
  const home = pinnedNode();
  if (!home) {
    throw new Failure(
      `This portal runs on Node ${RELEASES.join(' or ')}; the Node here is ${
        process.version
      }, and for ${os.platform()} ${os.arch()} the launcher cannot bring another. Install Node 24 and start again.`,
    );
  }
  return home;
}

/** The environment without what a calling npm left in it, which would change what Yarn and scripts do. */
function plainEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)),
  );
}

/** @param {string} key npm's own setting, asked outside of the checkout */
async function npmSetting(key) {
  const { ok, output } = await run('npm', ['config', 'get', key], {
    cwd: os.homedir(),
  });
  const value = ok ? output.trim().split('\n').pop()?.trim() : undefined;
  return value && value !== 'null' && value !== 'undefined' ? value : undefined;
}

async function bringTools() {
  const lock = fs.readFileSync(path.join(tools, 'package-lock.json'));
  const wanted = hash(`${hash(lock)} ${process.platform} ${process.arch}`);
  const home = nodeHome();
  const there =
    fs.existsSync(path.join(bin, 'yarn')) &&
    (fits || fs.existsSync(path.join(home, 'bin', 'node')));
  if (there && readStamp('tools') === wanted) return;
  const at = step(fits ? 'getting Yarn' : 'getting Node 24 and Yarn');
  dropStamp('tools');
  const result = await run(
    'npm',
    ['ci', '--no-audit', '--no-fund', ...(fits ? ['--omit=optional'] : [])],
    {
      cwd: tools,
      log: log('tools'),
    },
  );
  if (result.error) {
    at.fail();
    throw new Failure(
      'npm was not found: install Node >= 20 together with its npm, then start again.',
    );
  }
  if (!result.ok || !fs.existsSync(path.join(bin, 'yarn'))) {
    at.fail();
    throw explain('Getting Node and Yarn by npm', result.output, log('tools'));
  }
  writeStamp('tools', wanted);
  at.done();
}

/** @type {NodeJS.ProcessEnv | undefined} */
let made;

/** The environment in which everything of the repository runs; brings the tools first. */
async function environment() {
  if (made) return made;
  if (major < 20) {
    throw new Failure(
      `The launcher needs Node 20 or newer; this is ${process.version}. Install Node 24 and start again.`,
    );
  }
  await bringTools();
  const home = nodeHome();
  const env = plainEnvironment();
  const [registry, cafile] = await Promise.all([
    npmSetting('registry'),
    npmSetting('cafile'),
  ]);
  env.PATH = [
    path.join(home, 'bin'),
    bin,
    path.join(root, 'node_modules', '.bin'),
    process.env.PATH,
  ].join(path.delimiter);
  // An npmrc may point nodedir at another Node's headers.
  env.npm_config_nodedir = home;
  if (registry) env.YARN_NPM_REGISTRY_SERVER ??= registry.replace(/\/$/, '');
  if (cafile) env.YARN_HTTPS_CA_FILE_PATH ??= cafile;
  // npm under another Node looks for the machine's npmrc beside that Node, and finds none.
  if (registry) env.npm_config_registry = registry;
  if (cafile) env.npm_config_cafile = cafile;
  made = env;
  return env;
}

/** Every workspace's package.json, as the lock must agree with them. */
function manifests() {
  const found = [path.join(root, 'package.json')];
  for (const group of ['packages', 'plugins', 'testbed']) {
    const folder = path.join(root, group);
    if (!fs.existsSync(folder)) continue;
    for (const name of fs.readdirSync(folder).sort()) {
      const file = path.join(folder, name, 'package.json');
      if (fs.existsSync(file)) found.push(file);
    }
  }
  return found;
}

/** Installs the dependencies when the lock or a package.json changed since the last time. */
async function install() {
  const env = await environment();
  const files = [
    path.join(root, 'yarn.lock'),
    path.join(root, '.yarnrc.yml'),
    ...manifests(),
  ];
  const wanted = hash(
    files.map(file => hash(fs.readFileSync(file))).join(' ') +
      process.platform +
      process.arch,
  );
  const complete = fs.existsSync(
    path.join(root, 'node_modules', '.yarn-state.yml'),
  );
  if (complete && readStamp('install') === wanted) return env;
  const at = step('installing the dependencies');
  dropStamp('install');
  const result = await run('yarn', ['install', '--immutable'], {
    cwd: root,
    env,
    log: log('install'),
    onLine: text => {
      const phase = /┌ (.+?) step/.exec(text)?.[1];
      if (phase) at.note(phase.toLowerCase());
    },
  });
  if (!result.ok) {
    at.fail();
    throw explain('Installing the dependencies', result.output, log('install'));
  }
  writeStamp('install', wanted);
  at.done();
  return env;
}

module.exports = {
  environment,
  install,
  hash,
  readStamp,
  writeStamp,
  plainEnvironment,
  nodeHome,
  fits,
  RELEASES,
  state,
};
