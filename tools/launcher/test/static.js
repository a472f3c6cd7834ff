// @ts-check
'use strict';

const { root } = require('../places');
const { run } = require('../processes');
const { step } = require('../say');
const { openapiDrift } = require('./openapi');

/**
 * Checks that run no code of ours; each counts as one.
 * @typedef {{ name: string, quick?: boolean, command: string, args: string[] }} Program
 * @typedef {{ name: string, quick?: boolean, inspect: () => string | undefined }} Inspection
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
    args: ['repo', 'lint', '--max-warnings', '0'],
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
    args: ['testbed/other-portal/packages.mjs'],
  },
  { name: 'OpenAPI fits the generated code', inspect: openapiDrift },
];

/**
 * @param {import('./tally').Tally} tally
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} quick
 */
async function staticChecks(tally, env, quick) {
  for (const check of CHECKS.filter(each => !quick || each.quick)) {
    const at = step(check.name);
    /** @type {string | undefined} */
    let wrong;
    if ('inspect' in check) wrong = check.inspect();
    else {
      const result = await run(check.command, check.args, { cwd: root, env });
      if (!result.ok)
        wrong = result.output.trim().split('\n').slice(-60).join('\n');
    }
    if (wrong === undefined) {
      at.done();
      tally.pass();
    } else {
      at.fail();
      tally.fail('static', check.name, wrong);
    }
  }
}

module.exports = { staticChecks };
