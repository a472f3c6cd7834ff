// Left behind by a backend that may only be reloading: ends its servers when no
// other backend takes them over in time, or the development runner has ended.
//   node reaper.cjs PLAN-FILE
'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const plan = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

/** The start time of a living process, as the backend writes it. @param {number} pid */
function startOf(pid) {
  try {
    if (process.platform === 'linux') {
      const text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' || fields[0] === 'X'
        ? undefined
        : `${boot()}:${fields[19]}`;
    }
    const options = {
      encoding: 'utf8',
      timeout: 2000,
      stdio: ['ignore', 'pipe', 'ignore'],
      // As the backend does: times are printed by language and time zone.
      env: { PATH: '/bin:/usr/bin', LC_ALL: 'C', TZ: 'UTC' },
    };
    const [state, ...started] = execFileSync(
      'ps',
      ['-o', 'stat=,lstart=', '-p', String(pid)],
      options,
    )
      .trim()
      .split(/\s+/);
    return state.startsWith('Z') ? undefined : started.join(' ');
  } catch {
    return undefined; // There is no such process.
  }
}

function boot() {
  try {
    return fs
      .readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')
      .trim()
      .slice(0, 8);
  } catch {
    return 'boot';
  }
}

const lives = identity =>
  Boolean(identity) && startOf(identity.pid) === identity.started;

/** The newest generation of the lock and who holds it. */
function readLock() {
  const newest = Math.max(
    0,
    ...fs
      .readdirSync(plan.lock)
      .map(name => Number(/^r(\d+)\.json$/.exec(name)?.[1] ?? 0)),
  );
  const holder = JSON.parse(
    fs.readFileSync(path.join(plan.lock, `r${newest}.json`), 'utf8'),
  );
  return {
    newest,
    holder: !holder.released && lives(holder) ? holder : undefined,
  };
}

/** Takes the lock as a backend does, so that none takes over what is being ended. */
function takeLock() {
  const { newest, holder } = readLock();
  if (holder) {
    return undefined;
  }
  const mine = {
    pid: process.pid,
    started: startOf(process.pid),
    token: `reaper-${process.pid}`,
  };
  return writeGeneration(newest + 1, mine) ? newest + 1 : undefined;
}

/** @param {number} generation @param {object} content */
function writeGeneration(generation, content) {
  const temporary = path.join(plan.lock, `.reaper.${process.pid}.tmp`);
  fs.writeFileSync(temporary, JSON.stringify(content), { mode: 0o600 });
  try {
    fs.linkSync(temporary, path.join(plan.lock, `r${generation}.json`));
    return true;
  } catch {
    return false; // A backend was faster.
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}

function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended.
  }
}

async function end(unit) {
  if (!lives(unit)) {
    return;
  }
  send(unit.pid, unit.signal);
  const until = Date.now() + Math.min(unit.timeoutSeconds, 30) * 1000;
  while (lives(unit) && Date.now() < until) {
    await pause(50);
  }
  if (lives(unit)) {
    send(-unit.pid, 'SIGKILL');
  }
}

async function main() {
  const until = Date.now() + plan.waitSeconds * 1000;
  while (lives(plan.parent) && Date.now() < until) {
    const { holder } = readLock();
    if (
      holder &&
      !(
        holder.pid === plan.leaver.pid && holder.started === plan.leaver.started
      )
    ) {
      return;
    }
    await pause(250);
  }
  // The leaver may still be on its way out, with the lock in its hand.
  const patience = Date.now() + 10_000;
  while (lives(plan.leaver) && readLock().holder && Date.now() < patience) {
    await pause(50);
  }
  const generation = takeLock();
  if (generation === undefined) {
    return;
  }
  await Promise.all(plan.units.map(end));
  writeGeneration(generation + 1, { released: true });
}

main().then(
  () => process.exit(0),
  () => process.exit(1),
);
