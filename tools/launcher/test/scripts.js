// @ts-check
'use strict';

const { root } = require('../places');
const { run } = require('../processes');

/** Parts that are one program each, which says what it does and fails by its exit code. */
const SCRIPTS = {
  production: 'testbed/production/run.mjs',
  adoption: 'testbed/other-portal/run.mjs',
};

// Against hanging only.
const LIMIT_MS = 60 * 60_000;

/**
 * @param {import('./tally').Tally} tally
 * @param {string} part
 * @param {NodeJS.ProcessEnv} env
 */
async function script(tally, part, env) {
  const file = SCRIPTS[/** @type {keyof typeof SCRIPTS} */ (part)];
  const result = await run('node', [file], {
    cwd: root,
    env,
    show: true,
    timeoutMs: LIMIT_MS,
  });
  if (result.ok) tally.pass();
  else tally.fail(part, file, result.output.trim().slice(-6000));
}

module.exports = { SCRIPTS, script };
