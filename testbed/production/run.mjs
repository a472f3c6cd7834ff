import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { copyCheckout } from '../other-portal/copy.mjs';
import { mustWith } from '../other-portal/programs.mjs';
import { ready, refusal, startBackend } from './backend.mjs';
import { assemble, buildBundle, strangersIn } from './bundle.mjs';

const require = createRequire(import.meta.url);
const { freePort } = require('../../tools/launcher/ports');
const processes = require('../../tools/launcher/processes');
const { temporaryPostgres } = require('../../tools/launcher/test/postgres');

const root = path.resolve(import.meta.dirname, '../..');
const say = text => process.stdout.write(`   ${text}\n`);

/** What the environment of a production portal names; nothing of ours leaks in. */
function environmentOf(port, database, host) {
  const { hostname, username, password, port: at } = new URL(database);
  return {
    PATH: process.env.PATH,
    HOME: host,
    NODE_ENV: 'production',
    PORTAL_URL: `http://localhost:${port}`,
    PORTAL_HOST: '127.0.0.1',
    PORTAL_PORT: String(port),
    POSTGRES_HOST: hostname,
    POSTGRES_PORT: at,
    POSTGRES_USER: username,
    POSTGRES_PASSWORD: password,
  };
}

/** A config with one service that may read; its token is made here and now. */
function serviceConfig(file) {
  const token = randomBytes(24).toString('hex');
  const subject = 'external:checker';
  const config = {
    backend: {
      auth: {
        externalAccess: [{ type: 'static', options: { token, subject } }],
      },
    },
    dbaas: {
      access: {
        services: [
          {
            subject,
            permissions: ['dbaas.instance.read', 'dbaas.platform.read'],
            tenants: ['*'],
          },
        ],
      },
    },
  };
  fs.writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
  return token;
}

async function lookAtRunning(url, token) {
  const page = await fetch(url, { headers: { accept: 'text/html' } });
  assert.equal(page.status, 200);
  assert.match(await page.text(), /<div id="root"|<script/);
  const health = await fetch(`${url}/.backstage/health/v1/liveness`);
  assert.equal(health.status, 200);
  say('health is 200, and the page is served');

  for (const provider of ['sample-people', 'guest']) {
    const answer = await fetch(`${url}/api/auth/${provider}/refresh`, {
      method: 'POST',
      headers: { 'X-Requested-With': 'XMLHttpRequest' },
    });
    assert.equal(answer.status, 404, `${provider}: ${await answer.text()}`);
  }
  say('neither a sample person nor a guest can sign in');

  const anonymous = await fetch(`${url}/api/dbaas/v1/instances`);
  assert.equal(anonymous.status, 401);
  const read = async path => {
    const answer = await fetch(`${url}/api/dbaas/v1/${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const text = await answer.text();
    assert.equal(answer.status, 200, text);
    return JSON.parse(text);
  };
  const { engines, offers } = await read('engines');
  const { locations } = await read('locations');
  assert.ok(engines.length > 0, 'the engines are described');
  const places = [
    ...offers.map(({ location }) => location),
    ...locations.map(({ id }) => id),
  ];
  assert.ok(!places.includes('local'), places.join(', '));
  say('this machine is not on offer for databases');
}

async function main() {
  processes.stopOnSignals();
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'production-'));
  const remove = () => fs.rmSync(work, { recursive: true, force: true });
  processes.onStop(remove);
  const context = {
    copy: path.join(work, 'copy'),
    app: path.join(work, 'app'),
    must: mustWith(processes.run),
    say,
  };
  let postgres;
  try {
    copyCheckout(root, context.copy);
    await buildBundle(context);
    await assemble(context);
    const faults = strangersIn(context.app);
    if (faults.length > 0) throw new Error(faults.join('\n'));
    say('the bundle holds no sample people');

    postgres = await temporaryPostgres(process.env);
    if (!postgres) throw new Error('there is no PostgreSQL to keep its data');
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const env = environmentOf(port, postgres.url, work);
    const token = serviceConfig(path.join(context.app, 'checker.json'));

    const backend = startBackend(context.app, env, ['checker.json']);
    try {
      await ready(backend, url);
      await lookAtRunning(url, token);
    } catch (error) {
      process.stderr.write(backend.tail().slice(-8000));
      throw error;
    } finally {
      await processes.stop([backend.child], 'SIGTERM');
    }

    const local = { APP_CONFIG_dbaas_local_enabled: 'true' };
    const said = await refusal(startBackend(context.app, { ...env, ...local }));
    const sentence = /The local platform [^"\n]* NODE_ENV is production/;
    assert.match(said, sentence);
    say(`it does not start with it: ${sentence.exec(said)?.[0]}`);
  } finally {
    await postgres?.stop();
    remove();
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
