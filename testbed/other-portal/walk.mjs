import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

const TENANT = 'guests';
const NAME = 'first';
const ENTITY = `resource:default/${TENANT}--${NAME}`;
const PATIENCE_MS = 600_000;

/** Asks until `read` gives something, or fails with what was waited for. */
async function until(what, read) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await read();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await pause(500);
  }
}

/** A caller of the portal's API as the guest that create-app lets in. */
async function signIn(base) {
  const session = await fetch(`${base}/api/auth/guest/refresh`, {
    method: 'POST',
    headers: { 'X-Requested-With': 'XMLHttpRequest' },
  });
  assert.equal(session.status, 200, 'the guest may sign in');
  const { backstageIdentity } = await session.json();
  return async (method, path, body) => {
    const response = await fetch(`${base}/api/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${backstageIdentity.token}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  };
}

function json(answer, status) {
  assert.equal(answer.status, status, answer.text.slice(0, 1000));
  return JSON.parse(answer.text);
}

/** Runs a template to its end; fails with the task's log where it fails. */
async function runTemplate(call, name, values) {
  const { id } = json(
    await call('POST', 'scaffolder/v2/tasks', {
      templateRef: `template:default/${name}`,
      values,
    }),
    201,
  );
  const task = await until(`the end of task ${name}`, async () => {
    const found = json(await call('GET', `scaffolder/v2/tasks/${id}`), 200);
    return ['open', 'processing'].includes(found.status) ? undefined : found;
  });
  if (task.status !== 'completed') {
    const log = await call('GET', `scaffolder/v2/tasks/${id}/events`);
    throw new Error(`${name} ${task.status}: ${log.text.slice(-4000)}`);
  }
}

/** The newest version of an engine that this machine can serve, in its smallest size. */
async function choose(call, engine, location) {
  const { engines, offers } = json(await call('GET', 'dbaas/v1/engines'), 200);
  const descriptor = engines.find(({ id }) => id === engine);
  assert.ok(descriptor, `${engine} is among the engines`);
  const offer = offers.find(
    ({ engine: id, location: at }) => id === engine && at === location,
  );
  const served = offer?.versions.find(
    ({ availability }) => availability.available,
  );
  assert.ok(served, JSON.stringify(offer ?? offers));
  const { cpuMillis, memoryMib, storageMib } = descriptor.sizes[0];
  return {
    version: served.id,
    resources: { cpuMillis, memoryMib, storageMib },
  };
}

/** A statement in its console: the database is a real one. */
async function query(call, uid) {
  const answer = await call('POST', `dbaas/v1/instances/${uid}/statements`, {
    id: randomUUID(),
    statement: 'select 6 * 7 as answer',
    mode: 'read',
  });
  assert.equal(answer.status, 200, answer.text.slice(0, 1000));
  const frames = answer.text.trim().split('\n').map(JSON.parse);
  assert.match(JSON.stringify(frames), /"42"/);
}

/**
 * What a guest of somebody else's portal does: a tenant, a database by the
 * template, its entity, a query, and its end by the template.
 */
export async function walk(base, { engine, location, say }) {
  const call = await signIn(base);
  const anonymous = await fetch(`${base}/api/dbaas/v1/instances`);
  assert.equal(anonymous.status, 401, 'nobody gets in without a name');

  json(
    await call('POST', 'dbaas/v1/tenants', {
      name: TENANT,
      displayName: 'Guests',
      owner: 'group:default/guests',
      members: [],
      quotas: { [location]: { instances: 2 } },
    }),
    201,
  );
  say('a tenant is there');

  const { version, resources } = await choose(call, engine, location);
  await until('the templates', async () => {
    const found = await call(
      'GET',
      'catalog/entities/by-name/template/default/request-database',
    );
    return found.status === 200 ? found : undefined;
  });
  await runTemplate(call, 'request-database', {
    request: {
      name: NAME,
      tenant: TENANT,
      engine,
      version,
      location,
      topology: 'single',
      resources,
      environment: 'development',
    },
  });
  say(`${engine} ${version} was made by the template`);

  const path = `catalog/entities/by-name/${ENTITY.replace(':', '/')}`;
  const entity = await until(ENTITY, async () => {
    const found = await call('GET', path);
    return found.status === 200 ? JSON.parse(found.text) : undefined;
  });
  assert.equal(entity.spec.type, 'database');
  assert.equal(entity.spec.owner, 'group:default/guests');
  say(`${ENTITY} is in the catalog`);

  const uid = entity.metadata.annotations['dbaas-portal.io/instance-uid'];
  const instance = json(await call('GET', `dbaas/v1/instances/${uid}`), 200);
  assert.equal(
    instance.status.health,
    'green',
    JSON.stringify(instance.status),
  );
  await query(call, uid);
  say('it answers a query');

  await runTemplate(call, 'delete-database', {
    entityRef: ENTITY,
    confirm: NAME,
  });
  const gone = await call('GET', `dbaas/v1/instances/${uid}`);
  assert.equal(gone.status, 404, gone.text.slice(0, 1000));
  await until(`the end of ${ENTITY}`, async () =>
    (await call('GET', path)).status === 404 ? true : undefined,
  );
  say('it is gone, from the catalog too');
}
