// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { root, state } = require('../places');
const { run } = require('../processes');
const { seconds, step } = require('../say');
const { openapiDrift } = require('./openapi');

/**
 * Checks that run no code of ours; each counts as one.
 * @typedef {{ name: string, quick?: boolean, after?: string, command: string, args: string[] }} Program
 * @typedef {{ name: string, quick?: boolean, after?: string, inspect: () => string | undefined }} Inspection
 *   `quick`: part of the edit loop; `after`: needs what that one leaves
 */

// Release tags belong to packages with several entry points; ours have one.
const REPORTS = [
  'api-reports',
  'plugins/*',
  '--omit-messages',
  'ae-missing-release-tag,ae-wrong-input-file-type',
  '--allow-all-warnings',
];

/** @type {(Program | Inspection)[]} */
const CHECKS = [
  { name: 'types', command: 'tsc', args: ['--pretty', 'false'], quick: true },
  {
    name: 'types of the launcher',
    command: 'tsc',
    args: ['--project', 'tools/tsconfig.json', '--pretty', 'false'],
    quick: true,
  },
  {
    name: 'lint',
    command: 'backstage-cli',
    // A package whose files, dependencies and rules are as they were when it passed is not looked at again.
    args: [
      'repo',
      'lint',
      '--max-warnings',
      '0',
      '--success-cache',
      '--success-cache-dir',
      path.join(state, 'lint'),
    ],
    quick: true,
  },
  {
    name: 'lint rules of the house',
    command: 'node',
    args: ['tools/eslint/check.js'],
  },
  {
    name: 'format',
    command: 'prettier',
    args: ['--check', '--loglevel', 'warn', '.'],
  },
  {
    name: 'config',
    command: 'backstage-cli',
    args: ['config:check', '--lax', '--config', 'app-config.yaml'],
  },
  {
    name: 'config of production',
    command: 'backstage-cli',
    args: [
      'config:check',
      '--lax',
      '--config',
      'app-config.yaml',
      '--config',
      'app-config.production.yaml',
    ],
  },
  {
    name: 'API reports',
    command: 'backstage-repo-tools',
    args: [...REPORTS, '--ci'],
    after: 'types',
  },
  {
    name: 'metadata of the packages',
    command: 'backstage-cli',
    args: ['repo', 'fix', '--publish', '--check'],
    quick: true,
  },
  {
    name: 'packages as they would be published',
    command: 'node',
    args: ['testbed/other-portal/packages.mjs', '--types-are-there'],
    after: 'types',
  },
  { name: 'OpenAPI fits the generated code', inspect: openapiDrift },
];

/** How many run at once: most of them use one processor. */
const LANES = 2;

/**
 * @param {Program | Inspection} check
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | undefined>} what is wrong
 */
async function whatIsWrong(check, env) {
  if ('inspect' in check) return check.inspect();
  const result = await run(check.command, check.args, { cwd: root, env });
  return result.ok
    ? undefined
    : result.output.trim().split('\n').slice(-60).join('\n') ||
        `it ended with ${result.signal ?? result.code}`;
}

/**
 * @param {import('./tally').Tally} tally
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} quick
 */
async function staticChecks(tally, env, quick) {
  const waiting = CHECKS.filter(each => !quick || each.quick);
  // API reports want the order in which a whole type check meets the types.
  if (!quick)
    fs.rmSync(path.join(root, 'dist-types'), { recursive: true, force: true });
  /** @type {Set<string>} */
  const running = new Set();
  const at = step('checks');
  const isReady = (/** @type {Program | Inspection} */ { after }) =>
    !after ||
    !(running.has(after) || waiting.some(({ name }) => name === after));
  /** One lane: takes a check that may begin, until none is left. */
  const lane = async () => {
    for (;;) {
      const next = waiting.findIndex(isReady);
      if (next < 0 && waiting.length === 0) return;
      if (next < 0) {
        await new Promise(resolve => setTimeout(resolve, 100));
        continue;
      }
      const [check] = waiting.splice(next, 1);
      running.add(check.name);
      at.note([...running].join(', '));
      const began = Date.now();
      const wrong = await whatIsWrong(check, env);
      running.delete(check.name);
      at.note([...running].join(', '));
      at.tell(
        `  ${wrong === undefined ? '✓' : '✗'} ${check.name} (${seconds(
          began,
        )})`,
      );
      if (wrong === undefined) tally.pass();
      else tally.fail('static', check.name, wrong);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  at.done();
}

module.exports = { staticChecks };
