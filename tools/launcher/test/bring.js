// @ts-check
'use strict';

const { step, line } = require('../say');
const { which } = require('../techdocs');
const { canInstall, installPackages } = require('../apt');
const { debianPostgres } = require('../servers');
const {
  SERVERS,
  bringServer,
  isHere,
  obstacle,
} = require('../../../testbed/servers/bring');
const { chromium } = require('./chromium');

/** Programs that apt brings, with the parts of the test that want them. */
const PACKAGES = [
  { package: 'chromium', parts: ['e2e'], here: () => Boolean(chromium()) },
  {
    package: 'mariadb-server',
    parts: ['engines', 'faults', 'e2e'],
    here: () => Boolean(which('mariadbd') ?? which('mariadbd', '/usr/sbin')),
  },
  {
    package: 'redis-server',
    parts: ['engines', 'faults', 'e2e'],
    here: () => Boolean(which('redis-server') ?? which('valkey-server')),
  },
];

/** @param {import('../../../testbed/servers/catalogue').Server} server @returns {Promise<string | undefined>} why not */
async function bringOne(server) {
  const hinder = obstacle(server);
  if (hinder) return hinder;
  const at = step(`getting ${server.name} ${server.version}`);
  try {
    await bringServer(server);
    at.done();
    return undefined;
  } catch (error) {
    at.fail();
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Brings what the tests want, as far as this machine lets us; what stays away is
 * said here, and the tests that need it skip themselves with that reason.
 * @param {string[]} parts
 */
async function bring(parts) {
  const wantsServers = parts.some(part =>
    ['engines', 'faults', 'e2e', 'backend'].includes(part),
  );
  const missing = wantsServers ? SERVERS.filter(server => !isHere(server)) : [];
  for (const server of missing) {
    const why = await bringOne(server);
    if (why) line(`• ${server.name} ${server.version} is not here: ${why}`);
  }
  const packages = PACKAGES.filter(
    each => each.parts.some(part => parts.includes(part)) && !each.here(),
  ).map(each => each.package);
  // npm brings one version; Debian's is the second.
  if (wantsServers && debianPostgres().length === 0)
    packages.push('postgresql');
  if (packages.length === 0) return;
  if (!canInstall()) {
    line(
      `• not here: ${packages.join(
        ', ',
      )} (only root on Debian installs them by itself; install them, and the tests use them)`,
    );
    return;
  }
  const at = step(`getting ${packages.join(', ')}`);
  const why = await installPackages(packages);
  if (why) {
    at.fail();
    line(`• ${why}`);
  } else at.done();
}

module.exports = { bring };
