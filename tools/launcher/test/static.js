// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { root } = require('../places');
const { run } = require('../processes');
const { step } = require('../say');
const { which } = require('../techdocs');

/**
 * Checks that run no code of ours; each counts as one.
 * @typedef {{ name: string, command: string, args: string[], quick?: boolean, skip?: () => string | undefined, after?: () => Promise<string | undefined> }} Check
 */

const openapi = 'plugins/dbaas-backend/src/schema/openapi.yaml';

/** @returns {Check[]} */
const checks = () => [
  { name: 'types (tsc)', command: 'tsc', args: ['--pretty', 'false'], quick: true },
  { name: 'lint', command: 'backstage-cli', args: ['repo', 'lint', '--max-warnings', '0'], quick: true },
  { name: 'launcher types', command: 'tsc', args: ['--project', 'tools/tsconfig.json', '--pretty', 'false'], quick: true },
  { name: 'format (prettier)', command: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  {
    name: 'config',
    command: 'backstage-cli',
    args: ['config:check', '--lax', '--config', 'app-config.yaml'],
  },
  {
    name: 'config of production',
    command: 'backstage-cli',
    args: ['config:check', '--lax', '--config', 'app-config.yaml', '--config', 'app-config.production.yaml'],
  },
  { name: 'API reports', command: 'backstage-repo-tools', args: ['api-reports', '--ci', ...apiReportOptions()] },
  {
    name: 'OpenAPI: what is generated fits the contract',
    command: 'backstage-repo-tools',
    args: ['repo', 'schema', 'openapi', 'verify'],
    skip: () => {
      if (!fs.existsSync(path.join(root, openapi))) return 'there is no contract file';
      return which('java') ? undefined : 'its generator needs Java';
    },
  },
];

function apiReportOptions() {
  return ['--allow-warnings', 'packages/*,plugins/*', '--omit-messages', 'ae-missing-release-tag'];
}

/**
 * @param {import('./tally').Tally} tally
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} quick
 */
async function staticChecks(tally, env, quick) {
  for (const check of checks().filter(each => !quick || each.quick)) {
    const reason = check.skip?.();
    if (reason) {
      tally.skip('static', check.name, reason);
      continue;
    }
    const at = step(check.name);
    const result = await run(check.command, check.args, { cwd: root, env });
    if (result.ok) {
      at.done();
      tally.pass();
    } else {
      at.fail();
      tally.fail('static', check.name, result.output.trim().split('\n').slice(-60).join('\n'));
    }
  }
}

module.exports = { staticChecks, apiReportOptions };
