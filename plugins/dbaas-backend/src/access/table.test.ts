import { randomUUID } from 'node:crypto';
import { FAKE_LOCATION } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import request from 'supertest';
import { spec } from '../schema/openapi/generated/router';
import { headerOf, Role, startPortal } from '../__testUtils__/portal';
import { ROLES, TABLE } from '../__testUtils__/routeTable';
import { requestOf, until } from '../__testUtils__/TestBench';

jest.setTimeout(240_000);

type Portal = Awaited<ReturnType<typeof startPortal>>;

function send(
  portal: Portal,
  route: string,
  path: string,
  role: Role,
  body?: object,
) {
  const [method] = route.split(' ');
  const agent = request(portal.server);
  const verbs: Record<string, (url: string) => request.Test> = {
    GET: url => agent.get(url),
    POST: url => agent.post(url),
    PUT: url => agent.put(url),
    PATCH: url => agent.patch(url),
    DELETE: url => agent.delete(url),
  };
  const test = verbs[method](`/api/dbaas${path}`).set(
    'Authorization',
    headerOf(role),
  );
  return body ? test.send(body) : test;
}

describe('route × role × result', () => {
  let portal: Portal;
  const ids = { uid: '', operation: '' };

  beforeAll(async () => {
    portal = await startPortal();
    const created = await send(
      portal,
      'POST',
      '/v1/instances',
      'owner',
      requestOf({ environment: 'production', name: 'ledger' }),
    );
    ids.uid = created.body.uid;
    ids.operation = created.body.operation.id;
    await until(async () => {
      const url = `/v1/operations/${ids.operation}`;
      const { body } = await send(portal, 'GET', url, 'owner');
      return body.state === 'succeeded';
    });
    const login = { username: 'admin', password: 'x' };
    for (const name of ['console-read', 'console-write']) {
      portal.world.secrets.get(ids.uid)?.set(name, login);
    }
    await until(async () => {
      const url = `/v1/instances/${ids.uid}`;
      const { body } = await send(portal, 'GET', url, 'owner');
      return body.status.health === 'green';
    });
  }, 240_000);

  afterAll(async () => {
    await portal.stop();
  });

  it('has a row for each route of the contract', () => {
    const routes = Object.entries(spec.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
    );
    expect(Object.keys(TABLE).sort()).toEqual(routes.sort());
  });

  it.each(Object.keys(TABLE))('%s', async route => {
    const row = TABLE[route];
    const path = route
      .split(' ')[1]
      .replace('{tenant}', 'shop')
      .replace('{location}', FAKE_LOCATION)
      .replace('{uid}', ids.uid)
      .replace('{user}', 'app')
      .replace('{kind}/{name}', 'FakeServer/m0')
      .replace('{statement}', randomUUID())
      .replace('{id}', ids.operation);
    const url = row.query ? `${path}?${row.query}` : path;
    const results: string[] = [];
    const refusals: unknown[] = [];
    for (const role of ROLES) {
      const answer = await send(portal, route, url, role, row.body?.());
      results.push(`${role} ${answer.status}`);
      if (answer.status >= 400 && answer.status !== 401) {
        refusals.push(answer.body.error);
      }
    }
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({
        code: expect.any(String),
        text: { en: expect.any(String), zh: expect.any(String) },
      });
    }
    const wanted = row.expect.trim().split(/\s+/);
    expect(results).toEqual(ROLES.map((role, i) => `${role} ${wanted[i]}`));
  });

  it('answers the same about what is hidden and what is not there', async () => {
    const url = `/v1/instances/${ids.uid}`;
    const hidden = await send(portal, 'GET', url, 'stranger');
    const missing = randomUUID();
    const gone = await send(portal, 'GET', `/v1/instances/${missing}`, 'owner');
    const text = JSON.stringify(hidden.body).replaceAll(ids.uid, missing);
    expect(JSON.parse(text)).toEqual(gone.body);
  });

  it('lists nothing to strangers, and their part to services', async () => {
    const list = await send(portal, 'GET', '/v1/instances', 'stranger');
    expect(list.body).toMatchObject({ items: [], total: 0 });
    const operations = await send(portal, 'GET', '/v1/operations', 'stranger');
    expect(operations.body.items).toEqual([]);
    const tenants = await send(portal, 'GET', '/v1/tenants', 'service');
    expect(
      tenants.body.tenants.map(
        (t: { record: { spec: { name: string } } }) => t.record.spec.name,
      ),
    ).toEqual(['shop']);
    const foreign = await send(portal, 'GET', '/v1/tenants/other', 'service');
    expect(foreign.status).toBe(404);
  });

  it('lets nobody reclassify production to delete it then', async () => {
    const detail = await send(
      portal,
      'GET',
      `/v1/instances/${ids.uid}`,
      'member',
    );
    const { revision } = detail.body.record;
    for (const change of [
      { environment: 'test' },
      { owner: 'user:default/mia' },
      { lifetime: { expiresAt: '2030-01-01T00:00:00Z', graceDays: 0 } },
    ]) {
      const answer = await send(
        portal,
        'PATCH',
        `/v1/instances/${ids.uid}`,
        'member',
        { revision, ...change },
      );
      expect(answer.body.error).toMatchObject({
        code: 'not-allowed',
        params: { permission: 'dbaas.instance.delete' },
      });
    }
  });

  it('lets nobody reclassify production to read its data then', async () => {
    const url = `/v1/instances/${ids.uid}`;
    const detail = await send(portal, 'GET', url, 'dba');
    const { revision } = detail.body.record;
    const change = { revision, environment: 'test' };
    const answer = await send(portal, 'PATCH', url, 'dba', change);
    expect(answer.body.error).toMatchObject({
      code: 'not-allowed',
      params: { permission: 'dbaas.credential.reveal' },
    });
  });

  it('tells each what it can', async () => {
    const url = `/v1/instances/${ids.uid}`;
    const member = await send(portal, 'GET', url, 'member');
    expect(member.body.can.sort()).toEqual([
      'dbaas.data.read',
      'dbaas.instance.operate',
      'dbaas.instance.read',
      'dbaas.logs.read',
      'dbaas.resource.read',
    ]);
    expect(member.body.secrets).toEqual([]);
    const owner = await send(portal, 'GET', url, 'owner');
    expect(owner.body.secrets).toEqual(['app']);
    const me = await send(portal, 'GET', '/v1/me', 'member');
    expect(me.body.can).toEqual([]);
    expect(me.body.tenants).toEqual([
      {
        name: 'shop',
        displayName: 'Shop',
        can: ['dbaas.instance.create', 'dbaas.tenant.read'],
      },
    ]);
  });

  it('never reveals a login of the portal', async () => {
    for (const user of ['admin', 'console-read', 'replication', '../admin']) {
      const url = `/v1/instances/${ids.uid}/secrets/${encodeURIComponent(
        user,
      )}/reveal`;
      const answer = await send(portal, 'POST', url, 'owner');
      expect(answer.status).toBe(404);
    }
  });

  it('audits who did what, and what was refused', async () => {
    const url = `/v1/audit?instance=${ids.uid}&limit=200`;
    const { body } = await send(portal, 'GET', url, 'auditor');
    const seen = new Set(
      body.items.map(
        (r: { actor: string; action: string; outcome: string }) =>
          `${r.actor} ${r.action} ${r.outcome}`,
      ),
    );
    expect(seen).toContain('user:default/olga instance-create succeeded');
    expect(seen).toContain('user:default/olga credential-reveal succeeded');
    expect(seen).toContain('user:default/sam credential-reveal denied');
    expect(seen).toContain('user:default/mia statement-run succeeded');
    expect(seen).toContain('user:default/dan statement-run denied');
    expect(seen).toContain('service:external:pipeline instance-restart failed');
    expect(seen).toContain('service:external:unknown instance-update denied');
    expect(JSON.stringify(body)).not.toContain('select 1');
  });
});
