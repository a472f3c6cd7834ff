// @ts-check
'use strict';

const fs = require('node:fs');
const { run, onStop } = require('./processes');
const { isRoot, log } = require('./places');
const { which } = require('./techdocs');

const POLICY = '/usr/sbin/policy-rc.d';

/** Whether this machine's packages can be installed by us. */
const canInstall = () => isRoot && Boolean(which('apt-get'));

/**
 * Installs Debian packages for their programs alone: no service is started, and
 * what prevents that is not left behind.
 * @param {string[]} packages
 * @returns {Promise<string | undefined>} why it failed, if it did
 */
async function installPackages(packages) {
  const ours = !fs.existsSync(POLICY);
  const remove = () => {
    if (ours) fs.rmSync(POLICY, { force: true });
  };
  onStop(remove);
  try {
    if (ours)
      fs.writeFileSync(
        POLICY,
        '#!/bin/sh\n# 101: no service may be started; of a test run, which removes this file.\nexit 101\n',
        { mode: 0o755 },
      );
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const args = [
      'install',
      '-y',
      '-q',
      '--no-install-recommends',
      ...packages,
    ];
    const options = { env, log: log('apt'), timeoutMs: 600_000 };
    let result = await run('apt-get', args, options);
    if (!result.ok) {
      const updated = await run('apt-get', ['update', '-q'], {
        env,
        log: log('apt-update'),
        timeoutMs: 300_000,
      });
      if (updated.ok) result = await run('apt-get', args, options);
    }
    if (result.ok) return undefined;
    const said = result.output
      .split('\n')
      .filter(text => /^E:/.test(text))
      .slice(-2)
      .join(' ');
    return `apt-get install ${packages.join(' ')}: ${
      said || `ended with ${result.code}`
    }`;
  } finally {
    remove();
  }
}

module.exports = { canInstall, installPackages };
