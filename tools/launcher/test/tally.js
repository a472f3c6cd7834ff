// @ts-check
'use strict';

const { line } = require('../say');

/**
 * The one count of a test run. Everything is counted from what the tools wrote
 * for machines; a part that could not run at all is one skip with its reason.
 * @typedef {{ part: string, name: string, reason: string }} Named
 */
class Tally {
  passed = 0;
  /** @type {Named[]} */
  failures = [];
  /** @type {Named[]} */
  skips = [];

  /** @param {number} [count] */
  pass(count = 1) {
    this.passed += count;
  }

  /** @param {string} part @param {string} name @param {string} reason */
  fail(part, name, reason) {
    this.failures.push({ part, name, reason });
  }

  /** @param {string} part @param {string} name @param {string} reason */
  skip(part, name, reason) {
    this.skips.push({ part, name, reason });
  }

  /** Prints what failed, what was skipped and why, and the closing line. @returns {number} exit code */
  close() {
    line();
    for (const { part, name, reason } of this.skips)
      line(`skipped  ${part}: ${name}: ${reason}`);
    for (const { part, name, reason } of this.failures) {
      line(`FAILED   ${part}: ${name}`);
      if (reason) line(reason.replace(/^/gm, '         '));
    }
    line(
      `${this.passed} passed, ${this.failures.length} failed, ${this.skips.length} skipped`,
    );
    return this.failures.length > 0 ? 1 : 0;
  }
}

module.exports = { Tally };
