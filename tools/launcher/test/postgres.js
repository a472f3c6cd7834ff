// @ts-check
'use strict';

const { execFileSync } = require('node:child_process');
const crypto = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { start, run, stop, onStop } = require('../processes');
const { isRoot } = require('../places');
const { freePort } = require('../ports');
const { serverFolders, npmPostgres, reachablePostgres } = require('../servers');

/**
 * A throw-away PostgreSQL for the tests of the backend's own database. It runs in
 * a process of its own because npm's PostgreSQL cannot be driven from within Jest.
 */

/** PostgreSQL refuses root: the user to become, if we are it. */
function servant() {
  if (!isRoot) return {};
  /** @param {string} flag */
  const id = flag =>
    Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** Where its programs are; the newest first. */
function programs() {
  const npm = npmPostgres();
  return [
    ...serverFolders(),
    reachablePostgres(),
    npm && path.join(npm, 'native'),
  ]
    .filter(folder => folder !== undefined)
    .map(folder => path.join(folder, 'bin'))
    .find(
      bin =>
        fs.existsSync(path.join(bin, 'initdb')) &&
        fs.existsSync(path.join(bin, 'postgres')),
    );
}

/** @param {NodeJS.ProcessEnv} environment @returns {Promise<{ url: string, stop: () => Promise<void> } | undefined>} */
async function temporaryPostgres(environment) {
  const bin = programs();
  if (!bin) return undefined;
  const user = servant();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portal-postgres-'));
  const data = path.join(folder, 'data');
  const password = crypto.randomBytes(18).toString('hex');
  const secret = path.join(folder, 'password');
  fs.writeFileSync(secret, password, { mode: 0o600 });
  if (user.uid !== undefined)
    [folder, secret].forEach(file =>
      fs.chownSync(file, Number(user.uid), Number(user.gid)),
    );
  const env = { ...environment, LC_ALL: 'C.UTF-8' };
  const remove = () => fs.rmSync(folder, { recursive: true, force: true });
  onStop(remove);
  const made = await run(
    path.join(bin, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      `--pwfile=${secret}`,
      '--no-sync',
    ],
    { env, cwd: folder, ...user },
  );
  if (!made.ok) {
    remove();
    throw new Error(
      `initdb: ${made.output.trim().split('\n').slice(-5).join('\n')}`,
    );
  }
  const port = await freePort();
  const server = start(
    path.join(bin, 'postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      `unix_socket_directories=${folder}`,
      '-c',
      'fsync=off',
      '-c',
      'max_connections=300',
    ],
    { env, cwd: folder, ...user },
  );
  const until = Date.now() + 30_000;
  while (!/ready to accept connections/.test(server.tail())) {
    if (Date.now() > until || server.child.exitCode !== null) {
      await stop([server.child]);
      remove();
      throw new Error(`postgres did not start: ${server.tail().slice(-1000)}`);
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      // SIGINT is PostgreSQL's fast shutdown.
      await stop([server.child], 'SIGINT');
      remove();
    },
  };
}

module.exports = { temporaryPostgres };
