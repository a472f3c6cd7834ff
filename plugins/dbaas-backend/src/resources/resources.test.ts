import { ResourceSummary } from '@dbaas-portal/plugin-dbaas-common';
import request from 'supertest';
import { headerOf, Role, startPortal } from '../__testUtils__/portal';
import { requestOf, until } from '../__testUtils__/TestBench';

jest.setTimeout(240_000);

type Portal = Awaited<ReturnType<typeof startPortal>>;

describe('the resources of an instance', () => {
  let portal: Portal;
  let uid: string;

  const get = (path: string, role: Role = 'member') =>
    request(portal.server)
      .get(`/api/dbaas/v1/instances/${uid}${path}`)
      .set('Authorization', headerOf(role));
  const list = async () => {
    // Whoever looked a moment ago gives the same answer to all.
    await new Promise(resolve => setTimeout(resolve, 2100));
    return (await get('/resources')).body;
  };

  beforeAll(async () => {
    portal = await startPortal();
    const created = await request(portal.server)
      .post('/api/dbaas/v1/instances')
      .set('Authorization', headerOf('owner'))
      .send(requestOf({ name: 'ledger', topology: 'replication', members: 3 }));
    uid = created.body.uid;
    await until(async () => (await get('')).body.status?.health === 'green');
    portal.world.objects.set(uid, [
      {
        apiVersion: 'v1',
        kind: 'Secret',
        name: 'ledger-admin',
        content: { kind: 'Secret', data: { password: 'aHVudGVyMg==' } },
      },
      {
        kind: 'Pod',
        name: 'ledger-0',
        state: 'Running',
        content: {
          status: { phase: 'Running' },
          spec: { env: [{ name: 'PGPASSWORD', value: 'hunter2' }] },
          kind: 'Pod',
          apiVersion: 'v1',
          metadata: { name: 'ledger-0', managedFields: [{ manager: 'x' }] },
        },
      },
    ]);
  });
  afterAll(() => portal.stop());

  it('are all that is there, each against what is wanted', async () => {
    const { body } = await get('/resources');
    expect(body).toMatchObject({
      total: 5,
      reachable: { available: true },
      compared: { available: true },
      unseen: [],
    });
    expect(
      body.items.map((i: ResourceSummary) => [
        `${i.kind} ${i.name}`,
        i.state,
        i.difference?.state,
        i.readable,
      ]),
    ).toEqual([
      ['FakeServer m0', 'running', 'unchanged', true],
      ['FakeServer m1', 'running', 'unchanged', true],
      ['FakeServer m2', 'running', 'unchanged', true],
      ['Secret ledger-admin', undefined, undefined, false],
      ['Pod ledger-0', 'Running', undefined, true],
    ]);
  });

  it('are read as YAML, without what looks like a secret', async () => {
    const { body, headers } = await get('/resources/Pod/ledger-0');
    expect(headers['cache-control']).toBe('no-store');
    expect(body.yaml).toBe(
      [
        'apiVersion: v1',
        'kind: Pod',
        'metadata:',
        '  name: ledger-0',
        'spec:',
        '  env:',
        '    - name: PGPASSWORD',
        '      value: "***"',
        'status:',
        '  phase: Running',
        '',
      ].join('\n'),
    );
    const secret = await get('/resources/Secret/ledger-admin');
    expect(secret.status).toBe(200);
    expect(secret.body).not.toHaveProperty('yaml');
    expect(JSON.stringify(secret.body)).not.toContain('aHVudGVyMg');
  });

  it('that nobody knows are not found', async () => {
    const { status, body } = await get('/resources/Pod/ledger-9');
    expect(status).toBe(404);
    expect(body.error).toMatchObject({ code: 'not-found' });
  });

  it('show drift by field, and who wrote it, and do nothing about it', async () => {
    const before = portal.world.executions.length;
    const servers = portal.world.serversOf(uid);
    const [m0, m1] = [servers.get('m0')!, servers.get('m1')!];
    m0.running = false;
    servers.delete('m1');
    const found = await list();
    expect(found.items.slice(0, 2)).toMatchObject([
      { name: 'm0', difference: { state: 'changed', fields: 1 } },
      { name: 'm1', difference: { state: 'missing', fields: 0 } },
    ]);
    const changed = await get('/resources/FakeServer/m0');
    expect(changed.body.fields).toEqual([
      { path: 'spec.running', is: 'false', wanted: 'true', managers: ['fake'] },
    ]);
    const missing = await get('/resources/FakeServer/m1');
    expect(missing.body.yaml).toContain('running: true');
    m0.running = true;
    servers.set('m1', m1);
    expect(portal.world.executions).toHaveLength(before);
  });

  it('are what was last seen while the place is silent', async () => {
    portal.world.setUnreachable(true);
    const found = await list();
    expect(found.reachable).toMatchObject({
      available: false,
      reason: { code: 'fake-unreachable' },
    });
    expect(found.compared.available).toBe(false);
    expect(found.items).toMatchObject([
      { name: 'm0', observedAt: expect.any(String) },
      { name: 'm1', observedAt: expect.any(String) },
      { name: 'm2', observedAt: expect.any(String) },
    ]);
    expect(found.items[0]).not.toHaveProperty('difference');
    const detail = await get('/resources/FakeServer/m0');
    expect(detail.body).toMatchObject({
      reachable: { available: false },
      yaml: expect.stringContaining('FakeServer'),
    });
    portal.world.setUnreachable(false);
  });

  it('tell which operation is changing them', async () => {
    let end = () => {};
    portal.world.fault({
      step: 'restart',
      how: 'wait',
      until: new Promise<void>(resolve => {
        end = resolve;
      }),
    });
    const started = await request(portal.server)
      .post(`/api/dbaas/v1/instances/${uid}/operations`)
      .set('Authorization', headerOf('owner'))
      .send({ kind: 'restart' });
    expect(started.status).toBe(202);
    await until(async () => {
      const { body } = await get('/resources');
      return body.activity?.operationId === started.body.id;
    });
    end();
  });

  it('are recorded when they are read, also when that is refused', async () => {
    await get('/resources/Pod/ledger-0', 'viewer');
    const { body } = await request(portal.server)
      .get('/api/dbaas/v1/audit?action=resource-read')
      .set('Authorization', headerOf('auditor'));
    expect(body.items[0]).toMatchObject({
      actor: 'user:default/vera',
      outcome: 'denied',
      details: { kind: 'Pod', name: 'ledger-0' },
      instance: { uid },
    });
    expect(body.items).toContainEqual(
      expect.objectContaining({
        actor: 'user:default/mia',
        outcome: 'succeeded',
      }),
    );
  });
});
