// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { root, ensureState } = require('../places');
const { run } = require('../processes');

/** Why a test was skipped: its title says so, as in "replicates [needs: mysqld]". */
const REASON = /\[(?:needs|skipped):?\s*([^\]]+)\]/;
// eslint-disable-next-line no-control-regex -- Jest colours its messages
const COLOURS = /\x1b\[[0-9;]*m/g;

/** @param {import('./tally').Tally} tally @param {string} part @param {any} results Jest's --json */
function count(tally, part, results) {
  for (const suite of results.testResults) {
    const file = path.relative(root, suite.name);
    if (suite.assertionResults.length === 0 && suite.status === 'failed') {
      tally.fail(part, file, String(suite.message).replace(COLOURS, ''));
    }
    for (const test of suite.assertionResults) {
      const name = `${file} › ${test.fullName}`;
      if (test.status === 'passed') tally.pass();
      else if (test.status === 'failed')
        tally.fail(
          part,
          name,
          test.failureMessages.join('\n').replace(COLOURS, ''),
        );
      else
        tally.skip(
          part,
          name,
          REASON.exec(test.fullName)?.[1] ??
            (test.status === 'todo'
              ? 'not written'
              : 'the title gives no reason'),
        );
    }
  }
}

/**
 * Runs test files with Jest as Backstage sets it up.
 * @param {import('./tally').Tally} tally
 * @param {string} part
 * @param {string[]} files relative to the repository
 * @param {NodeJS.ProcessEnv} env
 * @param {{ workers?: number, timeoutMs?: number, config?: string }} [options] `config`: of Jest itself, instead of Backstage's
 */
async function jest(tally, part, files, env, options = {}) {
  if (files.length === 0) {
    tally.skip(part, 'the whole part', 'it has no tests');
    return;
  }
  const outputFile = path.join(ensureState(), `results.${part}.json`);
  fs.rmSync(outputFile, { force: true });
  const result = await run(
    // Times are against hanging only: speed is for the benchmarks.
    options.config ? 'jest' : 'backstage-cli',
    [
      ...(options.config
        ? [`--config=${options.config}`]
        : ['repo', 'test', '--testTimeout=60000']),
      '--watchAll=false',
      '--json',
      `--outputFile=${outputFile}`,
      `--maxWorkers=${options.workers ?? 2}`,
      '--runTestsByPath',
      ...files.map(file => path.join(root, file)),
    ],
    {
      cwd: root,
      // --json puts the results on stdout too; people read the reporter's lines on stderr.
      env: {
        ...env,
        NODE_ENV: 'test',
        TZ: 'UTC',
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
      },
      timeoutMs: options.timeoutMs,
      showErrors: true,
    },
  );
  if (!fs.existsSync(outputFile)) {
    tally.fail(
      part,
      'Jest',
      `it wrote no results (exit code ${result.code})\n${result.output.slice(
        -4000,
      )}`,
    );
    return;
  }
  const failuresBefore = tally.failures.length;
  count(tally, part, JSON.parse(fs.readFileSync(outputFile, 'utf8')));
  if (!result.ok && tally.failures.length === failuresBefore) {
    tally.fail(
      part,
      'Jest',
      `it ended with ${
        result.code
      } though no test failed\n${result.output.slice(-4000)}`,
    );
  }
}

module.exports = { jest, count };
