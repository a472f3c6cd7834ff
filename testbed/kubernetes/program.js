// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { start, stop } = require('../../tools/launcher/processes');

/**
 * One program of the test bed: started, watched, killed as a test wants, started
 * again. Each has a process group of its own and a log of its own.
 */
class Program {
  /** @type {ReturnType<typeof start> | undefined} */
  #running;
  #starts = 0;

  /**
   * @param {{ name: string, command: string, args: string[], logs: string, env?: NodeJS.ProcessEnv }} options
   */
  constructor(options) {
    this.options = options;
    this.name = options.name;
  }

  /** The file that takes what the program says. */
  get log() {
    const times = this.#starts > 1 ? `.${this.#starts}` : '';
    return path.join(this.options.logs, `${this.name}${times}.log`);
  }

  get isRunning() {
    const child = this.#running?.child;
    return Boolean(
      child?.pid && child.exitCode === null && child.signalCode === null,
    );
  }

  /** The process id, while it runs: of the program itself, or of what entered the network for it. */
  get pid() {
    return this.isRunning ? this.#running?.child.pid : undefined;
  }

  start() {
    if (this.isRunning) throw new Error(`${this.name} runs already`);
    this.#starts += 1;
    fs.mkdirSync(this.options.logs, { recursive: true });
    // Where this process is killed outright, the kernel ends its programs: nothing is left over.
    this.#running = start(
      'setpriv',
      ['--pdeathsig', 'KILL', '--', this.options.command, ...this.options.args],
      { env: this.options.env, log: this.log },
    );
  }

  /** Its last lines. */
  tail(lines = 15) {
    return (this.#running?.tail() ?? '')
      .trim()
      .split('\n')
      .slice(-lines)
      .join('\n');
  }

  /** Sends a signal to the whole group and does not wait. @param {NodeJS.Signals} signal */
  kill(signal) {
    const pid = this.#running?.child.pid;
    if (!pid) return;
    try {
      process.kill(-pid, signal);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH')
        throw error;
    }
  }

  /** @param {{ signal?: NodeJS.Signals }} [options] SIGKILL is an accident, SIGTERM a farewell */
  async stop({ signal = 'SIGTERM' } = {}) {
    if (!this.#running) return;
    await stop([this.#running.child], signal);
    await this.#running.ended;
  }
}

/**
 * Waits until something is so.
 * @template T
 * @param {string} what for the error's text
 * @param {() => Promise<T | undefined | false> | T | undefined | false} ask
 * @param {{ timeoutMs: number, everyMs?: number, needs?: Program[] }} options `needs`: gives up as soon as one of them has ended
 * @returns {Promise<T>}
 */
async function until(what, ask, { timeoutMs, everyMs = 200, needs = [] }) {
  const end = Date.now() + timeoutMs;
  let last = '';
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    const dead = needs.find(program => !program.isRunning);
    if (dead)
      throw new Error(
        `${what}: ${dead.name} has ended; its log is ${
          dead.log
        }\n${dead.tail()}`,
      );
    if (Date.now() > end)
      throw new Error(
        `${what}: not within ${Math.round(timeoutMs / 1000)} s${
          last ? `; last: ${last}` : ''
        }`,
      );
    await new Promise(resolve => setTimeout(resolve, everyMs));
  }
}

module.exports = { Program, until };
