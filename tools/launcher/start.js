// @ts-check
'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { Failure, line } = require('./say');
const { root, ensureState, dataFolder } = require('./places');
const { requireFree } = require('./ports');
const { environment } = require('./toolchain');
const { launch } = require('./portal');
const { isStopping, onStop } = require('./processes');
const techdocs = require('./techdocs');

const runFile = () => path.join(ensureState(), 'run.json');

/** When a process began, as a text that no later process of the same number has. @param {number} pid */
function beginOf(pid) {
  try {
    if (process.platform === 'linux') {
      const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8');
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name in parentheses may hold anything; the fields follow it.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return `${boot.trim()} ${fields[19]}`;
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      timeout: 5_000,
    }).trim();
  } catch {
    return undefined;
  }
}

/** The portal of this checkout that runs already, if any: never a stranger that got its number. */
function runningPortal() {
  if (!fs.existsSync(runFile())) return undefined;
  try {
    const { pid, began } = JSON.parse(fs.readFileSync(runFile(), 'utf8'));
    return began && beginOf(pid) === began ? { pid } : undefined;
  } catch {
    return undefined; // Cut off while it was written: that one is gone.
  }
}

/** The sample people, read from the catalog's own files. */
function people() {
  const folder = path.join(root, 'catalog');
  if (!fs.existsSync(folder)) return [];
  const { parseAllDocuments } = require(path.join(
    root,
    'node_modules',
    'yaml',
  ));
  return fs
    .readdirSync(folder)
    .filter(name => name.endsWith('.yaml'))
    .flatMap(name =>
      parseAllDocuments(fs.readFileSync(path.join(folder, name), 'utf8')),
    )
    .map(document => document.toJS())
    .filter(entity => entity?.kind === 'User')
    .map(({ metadata, spec }) => ({
      name: spec?.profile?.displayName ?? metadata.title ?? metadata.name,
      what: metadata.description ?? [spec?.memberOf ?? []].flat().join(', '),
    }));
}

/**
 * @param {{ port: number, backendPort: number, data?: string, fresh?: boolean, built?: boolean, verbose?: boolean }} options
 */
async function startCommand(options) {
  const other = runningPortal();
  if (other) {
    throw new Failure(
      `A portal of this checkout runs already, as process ${other.pid}: use it, or stop it with "kill ${other.pid}" and start again.`,
    );
  }
  const built = Boolean(options.built);
  await requireFree([
    ...(built
      ? []
      : [{ port: options.port, flag: '--port', what: 'the page' }]),
    { port: options.backendPort, flag: '--backend-port', what: 'the backend' },
  ]);
  await environment();
  const places = dataFolder(options);
  fs.writeFileSync(
    runFile(),
    JSON.stringify({ pid: process.pid, began: beginOf(process.pid) }),
  );
  const forget = () => fs.rmSync(runFile(), { force: true });
  onStop(forget);
  process.on('exit', forget);
  if (places.kept) line(`• the earlier data is kept in ${places.kept}`);
  line(`• data: ${places.data}`);
  line(`• databases of this machine: ${places.local}`);
  techdocs.bringInBackground();
  const portal = await launch({ ...options, ...places, built });
  line();
  line(`  The portal is at   ${portal.url}`);
  const known = people();
  if (known.length > 0) {
    line(
      '  Sign in there as   one of the sample people; no password is asked for:',
    );
    const width = Math.max(...known.map(({ name }) => name.length));
    for (const { name, what } of known)
      line(`                       ${name.padEnd(width)}  ${what}`);
  }
  line(`  The log is in      ${portal.logFile}`);
  line('  Ctrl-C stops everything; the data stays for the next start.');
  line();
  const { code } = await portal.ended;
  if (isStopping()) return new Promise(() => {}); // The signal's handler ends the launcher.
  throw new Failure(
    `The portal ended by itself (exit code ${code}). Its log is in ${portal.logFile}.`,
    {
      detail: portal.tail().split('\n').slice(-30).join('\n'),
    },
  );
}

module.exports = { startCommand };
