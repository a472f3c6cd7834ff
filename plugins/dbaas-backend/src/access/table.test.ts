import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { spec } from '../schema/openapi/generated/router';
import { headerOf, Role, startPortal } from '../testing/portal';
import { requestOf, until } from '../testing/TestBench';

const ROLES: Role[] = [
  'anonymous',
  'stranger',
  'viewer',
  'member',
  'owner',
  'dba',
  'auditor',
  'service',
  'unlisted',
];

type Row = {
  /** Status by role, in the order of ROLES. */
  expect: string;
  path?: (ids: { uid: string; operation: string }) => string;
  body?: () => object;
};

const STALE = 9999;

/**
 * Every route of the contract against every role, on an instance of
 * production. Requests that may be made are wrong in some other way (400, 409)
 * where they would change what the next row finds. The service of the table
 * has read, create and operate on instances of `shop`, and its audit.
 */
const TABLE: Record<string, Row> = {
  //                                  anon str  view memb own  dba  audi serv unli
  'GET /v1/me': {
    expect: '            401  200  200  200  200  200  200  200  403',
  },
  'GET /v1/engines': {
    expect: '       401  200  200  200  200  200  200  200  403',
  },
  'GET /v1/locations': {
    expect: '     401  200  200  200  200  200  200  200  403',
  },
  'GET /v1/tenants': {
    expect: '       401  200  200  200  200  200  200  200  403',
  },
  'POST /v1/tenants': {
    expect:
      '                          401  403  403  403  403  400  403  403  403',
    body: () => ({
      name: 'admin',
      displayName: 'A',
      owner: 'group:default/a',
      members: [],
      quotas: {},
    }),
  },
  'GET /v1/tenants/{tenant}': {
    expect:
      '                          401  404  200  200  200  200  200  200  403',
  },
  'PATCH /v1/tenants/{tenant}': {
    expect:
      '                          401  404  403  403  409  409  403  403  403',
    body: () => ({ revision: STALE, displayName: 'B' }),
  },
  'DELETE /v1/tenants/{tenant}': {
    expect:
      '                          401  404  403  403  403  409  403  403  403',
  },
  'GET /v1/instances': {
    expect: '     401  200  200  200  200  200  200  200  403',
  },
  'POST /v1/instances': {
    expect:
      '                          401  404  403  400  400  400  403  400  403',
    body: () => requestOf({ name: 'admin' }),
  },
  'POST /v1/instance-previews': {
    expect:
      '                          401  404  403  200  200  200  403  200  403',
    body: () => requestOf({ name: 'admin' }),
  },
  'GET /v1/instances/{uid}': {
    expect:
      '                          401  404  200  200  200  200  200  200  403',
  },
  'PATCH /v1/instances/{uid}': {
    expect:
      '                          401  404  403  409  409  409  403  409  403',
    body: () => ({ revision: STALE, description: 'C' }),
  },
  'GET /v1/instances/{uid}/operations': {
    expect:
      '                          401  404  200  200  200  200  200  200  403',
  },
  'POST /v1/instances/{uid}/operations': {
    expect:
      '                          401  404  403  409  409  409  403  409  403',
    body: () => ({ kind: 'restart', revision: STALE }),
  },
  'POST /v1/instances/{uid}/operation-previews': {
    expect:
      '                          401  404  403  200  200  200  403  200  403',
    body: () => ({ kind: 'restart' }),
  },
  'GET /v1/instances/{uid}/accounts': {
    expect:
      '                          401  404  200  200  200  200  200  200  403',
  },
  'GET /v1/instances/{uid}/dependants': {
    expect:
      '                          401  404  200  200  200  200  200  200  403',
  },
  'POST /v1/instances/{uid}/secrets/{user}/reveal': {
    expect:
      '                          401  404  403  403  200  403  403  403  403',
  },
  'POST /v1/instances/{uid}/statements': {
    expect:
      '                          401  404  403  200  200  403  403  403  403',
    body: () => ({ id: randomUUID(), statement: 'select 1' }),
  },
  'DELETE /v1/instances/{uid}/statements/{statement}': {
    // Nothing runs: who may look finds as little as who may not.
    expect:
      '                          401  404  404  404  404  404  404  404  403',
  },
  'GET /v1/operations': {
    expect: '    401  200  200  200  200  200  200  200  403',
  },
  'GET /v1/operations/{id}': {
    expect:
      '                          401  404  200  200  200  200  200  200  403',
  },
  'POST /v1/operations/{id}/retry': {
    expect:
      '                          401  404  403  409  409  409  403  409  403',
  },
  'POST /v1/operations/{id}/cancel': {
    expect:
      '                          401  404  403  409  409  409  403  409  403',
  },
  'POST /v1/operations/{id}/clean-up': {
    expect:
      '                          401  404  403  409  409  409  403  409  403',
  },
  'GET /v1/fleet': {
    expect: '         401  200  200  200  200  200  200  200  403',
  },
  'PUT /v1/fleet': {
    expect:
      '                          401  403  403  403  403  200  403  403  403',
    body: () => ({ paused: false }),
  },
  'GET /v1/audit': {
    expect: '         401  403  403  403  403  200  200  200  403',
  },
  'GET /v1/audit/export': {
    expect: '  401  403  403  403  403  200  200  200  403',
  },
};

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
    expect(created.body).toMatchObject({ uid: expect.any(String) });
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
  }, 60_000);

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
      .replace('{uid}', ids.uid)
      .replace('{user}', 'app')
      .replace('{statement}', randomUUID())
      .replace('{id}', ids.operation);
    const results: string[] = [];
    for (const role of ROLES) {
      const answer = await send(portal, route, path, role, row.body?.());
      results.push(`${role} ${answer.status}`);
      if (answer.status >= 400 && answer.status !== 401) {
        expect(answer.body.error).toMatchObject({
          code: expect.any(String),
          text: { en: expect.any(String), zh: expect.any(String) },
        });
      }
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

  it('tells each what it can', async () => {
    const url = `/v1/instances/${ids.uid}`;
    const member = await send(portal, 'GET', url, 'member');
    expect(member.body.can.sort()).toEqual([
      'dbaas.data.read',
      'dbaas.instance.operate',
      'dbaas.instance.read',
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
