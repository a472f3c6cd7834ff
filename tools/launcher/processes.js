// @ts-check
'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { StringDecoder } = require('node:string_decoder');
const { Failure } = require('./say');

/**
 * Child processes of the launcher. Each gets a process group of its own, so that
 * a signal reaches all that it started in turn, and none of it outlives us.
 * @typedef {import('node:child_process').ChildProcess} Child
 */

/** @type {Set<Child>} */
const alive = new Set();
const TAIL_BYTES = 64 * 1024;

/** @param {Child} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  if (!child.pid) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // The group is gone already: that is what was wanted.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH')
      throw error;
  }
}

/** @param {Child} child whether any process of its group is left */
function groupLives(child) {
  try {
    process.kill(-Number(child.pid), 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts a program without a shell.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, log?: string, show?: boolean, showErrors?: boolean,
 *   onLine?: (line: string) => void, uid?: number, gid?: number }} [options]
 *   `log`: a file that takes all output; `show`: pass output to the screen; `showErrors`: only its stderr
 */
function start(command, args, options = {}) {
  if (options.log) fs.mkdirSync(path.dirname(options.log), { recursive: true });
  const log = options.log ? fs.createWriteStream(options.log) : undefined;
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(options.uid === undefined
      ? {}
      : { uid: options.uid, gid: options.gid }),
  });
  alive.add(child);
  let tail = '';
  /** @param {NodeJS.ReadableStream | null} stream @param {NodeJS.WriteStream} screen @param {boolean} [shown] */
  const follow = (stream, screen, shown = options.show) => {
    const decoder = new StringDecoder('utf8');
    let rest = '';
    stream?.on('data', chunk => {
      log?.write(chunk);
      if (shown) screen.write(chunk);
      const text = decoder.write(chunk);
      tail = (tail + text).slice(-TAIL_BYTES);
      if (!options.onLine) return;
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(options.onLine);
    });
  };
  follow(child.stdout, process.stdout);
  follow(child.stderr, process.stderr, options.showErrors);
  /** @type {Promise<{ code: number, signal: NodeJS.Signals | null, error?: NodeJS.ErrnoException }>} */
  const ended = new Promise(resolve => {
    child.once('error', error => {
      alive.delete(child);
      resolve({ code: 127, signal: null, error });
    });
    child.once('close', (code, signal) => {
      if (!groupLives(child)) alive.delete(child);
      log?.end();
      resolve({ code: code ?? 1, signal });
    });
  });
  return { child, ended, tail: () => tail };
}

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {Parameters<typeof start>[2] & { timeoutMs?: number }} [options]
 */
async function run(command, args, options = {}) {
  const running = start(command, args, options);
  const timer = options.timeoutMs
    ? setTimeout(() => signalGroup(running.child, 'SIGKILL'), options.timeoutMs)
    : undefined;
  const { code, signal, error } = await running.ended;
  clearTimeout(timer);
  return { code, signal, error, output: running.tail(), ok: code === 0 };
}

/**
 * Stops groups: first as asked, then firmly, then for good.
 * @param {Iterable<Child>} children
 * @param {NodeJS.Signals} [first]
 */
async function stop(children, first = 'SIGINT') {
  const groups = [...children].filter(groupLives);
  /** @type {[NodeJS.Signals, number][]} */
  const escalation = [
    [first, 30_000],
    ['SIGTERM', 10_000],
    ['SIGKILL', 5_000],
  ];
  for (const [signal, patience] of escalation) {
    const left = groups.filter(groupLives);
    left.forEach(child => signalGroup(child, signal));
    const until = Date.now() + patience;
    while (Date.now() < until && groups.some(groupLives)) {
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    if (!groups.some(groupLives)) return;
  }
}

let stopping = false;

/** Ends everything the launcher started; a second Ctrl-C does not wait. */
function stopOnSignals() {
  for (const signal of /** @type {NodeJS.Signals[]} */ ([
    'SIGINT',
    'SIGTERM',
    'SIGHUP',
  ])) {
    process.on(signal, async () => {
      const status =
        128 + (signal === 'SIGINT' ? 2 : signal === 'SIGTERM' ? 15 : 1);
      if (stopping) {
        alive.forEach(child => signalGroup(child, 'SIGKILL'));
        process.exit(status);
      }
      stopping = true;
      process.stdout.write('\nstopping …\n');
      await stop(alive, signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM');
      await Promise.all(cleanups.map(cleanup => cleanup()));
      process.stdout.write('stopped\n');
      process.exit(status);
    });
  }
}

/** @type {(() => unknown)[]} */
const cleanups = [];
/** @param {() => unknown} cleanup runs when a signal ends the launcher */
const onStop = cleanup => cleanups.push(cleanup);

/**
 * Turns a failed command into one sentence that says what to do.
 * @param {string} what
 * @param {string} output
 * @param {string} [log]
 */
function explain(what, output, log) {
  // Yarn's remarks on peer dependencies are many, and never the cause.
  const detail = output
    .split('\n')
    .filter(text => !/YN00(02|60|86)/.test(text))
    .slice(-30)
    .join('\n');
  const see = log ? ` The whole output is in ${log}.` : '';
  if (/ENOSPC|no space left/i.test(output)) {
    return new Failure(
      `${what} failed: the disk is full. Free some space (about 4 GB) and start again.`,
      { detail },
    );
  }
  if (/YN0028/.test(output)) {
    return new Failure(
      `${what} failed: yarn.lock does not match the package.json files. Run "yarn install" and keep the lock.`,
      { detail },
    );
  }
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|network (request )?failed|Could not resolve/i.test(
      output,
    )
  ) {
    return new Failure(
      `${what} failed: the package registry cannot be reached. Check the network, proxy and registry setting ("npm config get registry"), then start again.`,
      { detail },
    );
  }
  if (/CERT|certificate/i.test(output)) {
    return new Failure(
      `${what} failed: the registry's certificate is not trusted. Give your company's CA file by "npm config set cafile FILE".`,
      { detail },
    );
  }
  if (/EACCES|EPERM|permission denied/i.test(output)) {
    return new Failure(
      `${what} failed: a file may not be written. Look who owns the checkout and its node_modules.${see}`,
      { detail },
    );
  }
  return new Failure(`${what} failed.${see}`, { detail });
}

module.exports = {
  start,
  run,
  stop,
  stopOnSignals,
  onStop,
  explain,
  isStopping: () => stopping,
  stopAll: () => stop(alive, 'SIGTERM'),
};
