// @ts-check
'use strict';

/**
 * What the launcher says. Every long step is a line with its seconds, so that
 * nobody looks at a silent screen: on a terminal the line is redrawn, elsewhere
 * (a CI log) it is printed when the step begins, every ten seconds, and at its end.
 */

/** A failure whose message alone tells the person what to do; shown without a stack. */
class Failure extends Error {
  /**
   * @param {string} message one sentence that names what failed and what to do
   * @param {{ detail?: string, code?: number }} [more] text to print above it; exit code
   */
  constructor(message, more = {}) {
    super(message);
    this.name = 'Failure';
    this.detail = more.detail;
    this.code = more.code ?? 1;
  }
}

const terminal = Boolean(process.stdout.isTTY) && process.env.TERM !== 'dumb';
const HEARTBEAT_MS = 10_000;

/** @param {string} text */
const line = (text = '') => process.stdout.write(`${text}\n`);

/** @param {number} since milliseconds of the clock */
const seconds = since => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/**
 * Announces a step; `note` shows what it is at, `done` or `fail` ends it.
 * @param {string} title
 */
function step(title) {
  const began = Date.now();
  let note = '';
  let ended = false;
  const text = () => `${title}${note ? `: ${note}` : ''}`;
  const redraw = () =>
    process.stdout.write(`\r\x1b[2K… ${text()} (${seconds(began)})`);
  if (!terminal) line(`… ${title}`);
  const timer = setInterval(
    () => (terminal ? redraw() : line(`… ${text()} (${seconds(began)})`)),
    terminal ? 500 : HEARTBEAT_MS,
  );
  timer.unref();
  /** @param {string} mark @param {string} [last] */
  const end = (mark, last) => {
    if (ended) return;
    ended = true;
    clearInterval(timer);
    if (terminal) process.stdout.write('\r\x1b[2K');
    line(`${mark} ${title}${last ? `: ${last}` : ''} (${seconds(began)})`);
  };
  return {
    /** @param {string} what */
    note(what) {
      if (what === note) return;
      note = what;
      if (terminal) redraw();
    },
    /** A whole line while the step goes on. @param {string} text */
    tell(text) {
      if (terminal) process.stdout.write('\r\x1b[2K');
      line(text);
      if (terminal) redraw();
    },
    /** @param {string} [last] */
    done: last => end('✓', last),
    /** @param {string} [last] */
    fail: last => end('✗', last),
  };
}

module.exports = { Failure, line, seconds, step, terminal };
