// @ts-check
'use strict';

const { obstacle } = require('../../../testbed/kubernetes/obstacles');
const { root } = require('../places');
const { run } = require('../processes');
const { jest } = require('./jest');

const BED = 'testbed/kubernetes';
// Against hanging only: an API server is built from source once.
const BUILD_MS = 90 * 60_000;

/**
 * Whether a long part is short here, and so part of the whole test: an API
 * server that has been built starts within seconds.
 * @param {string} part
 */
const isAtHand = part => part === 'kubernetes' && !obstacle('api');

/**
 * Tests on a real Kubernetes; what it needs is built first.
 * @param {import('./tally').Tally} tally
 * @param {'kubernetes' | 'pods'} part
 * @param {string[]} files
 * @param {NodeJS.ProcessEnv} env
 */
async function kubernetesTests(tally, part, files, env) {
  const level = part === 'pods' ? 'pods' : 'api';
  const built = await run('node', [`${BED}/cli.js`, 'build', level], {
    cwd: root,
    env,
    show: true,
    timeoutMs: BUILD_MS,
  });
  if (!built.ok) {
    tally.skip(part, 'the whole part', built.output.trim().slice(-300));
    return;
  }
  const ofBed = (/** @type {string} */ file) => file.startsWith(`${BED}/`);
  const others = files.filter(file => !ofBed(file));
  if (others.length > 0) await jest(tally, part, others, env, { workers: 1 });
  await jest(tally, part, files.filter(ofBed), env, {
    workers: 1,
    config: `${BED}/jest.config.js`,
  });
}

module.exports = { isAtHand, kubernetesTests };
