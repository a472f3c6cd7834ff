import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { secretOfUser } from '@dbaas-portal/plugin-dbaas-node';
import request from 'supertest';
import { FloodDriver } from '../__testUtils__/FloodDriver';
import { headerOf, Role, startPortal } from '../__testUtils__/portal';
import { requestOf, until } from '../__testUtils__/TestBench';

jest.setTimeout(240_000);

const BASE = '/api/dbaas/v1';

describe('the edges of the API', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  let uid: string;
  let repeated: string;
  let driver: FloodDriver;

  const as = (test: request.Test, role: Role = 'owner') =>
    test.set('Authorization', headerOf(role));
  const get = (path: string, role?: Role) =>
    as(request(portal.server).get(`${BASE}${path}`), role);
  const post = (path: string, body: object | string, role?: Role) =>
    as(request(portal.server).post(`${BASE}${path}`), role)
      .set('Content-Type', 'application/json')
      .send(body);

  beforeAll(async () => {
    portal = await startPortal({
      driver: world => {
        driver = new FloodDriver(world);
        return driver;
      },
    });
    const key = randomUUID();
    const ask = () =>
      post('/instances', requestOf()).set('Idempotency-Key', key);
    const [first, second] = [await ask(), await ask()];
    uid = first.body.uid;
    repeated = second.body.uid;
    const login = { username: 'admin', password: 'x' };
    await until(async () => {
      const { body } = await get(`/instances/${uid}`);
      return body.status?.health === 'green' && !body.activity;
    });
    portal.world.secrets.get(uid)?.set('console-read', login);
  }, 240_000);

  afterAll(() => portal.stop());

  it('takes a key once, by either spelling of its header', async () => {
    expect(uid).toEqual(expect.any(String));
    expect(repeated).toBe(uid);
    const key = randomUUID();
    const one = await post('/instances', requestOf({ name: 'twin' })).set(
      'idempotencyKey',
      key,
    );
    const other = await post('/instances', requestOf({ name: 'twin-b' })).set(
      'Idempotency-Key',
      key,
    );
    expect(one.status).toBe(202);
    expect(other.body.error).toMatchObject({ code: 'key-reused' });
    const long = await post('/instances', requestOf()).set(
      'idempotencyKey',
      'k'.repeat(129),
    );
    expect(long.body.error).toMatchObject({
      code: 'too-large',
      field: 'Idempotency-Key',
    });
  });

  it.each<[string, object | string, number, object]>([
    [
      'malformed JSON',
      '{"name": "secret',
      400,
      { code: 'invalid-request', field: 'body' },
    ],
    [
      'a body that is too large',
      JSON.stringify({ a: 'x'.repeat(1100000) }),
      413,
      { code: 'too-large', params: { maximum: '1 MiB' } },
    ],
    [
      'a missing field',
      { ...requestOf(), name: undefined },
      400,
      { code: 'invalid-request', field: 'name' },
    ],
    [
      'a wrong type deep inside',
      requestOf({
        resources: JSON.parse('{"cpuMillis":"a","memoryMib":1,"storageMib":1}'),
      }),
      400,
      { field: 'resources.cpuMillis' },
    ],
    [
      'an unknown enum',
      JSON.parse(JSON.stringify(requestOf()).replace('development', 'moon')),
      400,
      { field: 'environment' },
    ],
    [
      'a field that nobody knows',
      { ...requestOf(), root: true },
      400,
      { code: 'invalid-request' },
    ],
    [
      'a name with a path in it',
      requestOf({ name: '../../etc' }),
      400,
      { code: 'invalid-name', field: 'name' },
    ],
    [
      'a name that is taken',
      requestOf(),
      409,
      { code: 'name-taken', field: 'name' },
    ],
  ])('refuses %s', async (_, body, status, error) => {
    const answer = await post('/instances', body);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatchObject({
      ...error,
      text: { en: expect.any(String), zh: expect.any(String) },
    });
    expect(JSON.stringify(answer.body)).not.toContain('secret');
  });

  it('refuses unknown query parameters, cursors and routes', async () => {
    expect((await get('/instances?limit=abc')).body.error.field).toBe('limit');
    expect((await get('/instances?nothing=1')).body.error.field).toBe(
      'nothing',
    );
    expect((await get('/instances?cursor=%27')).status).toBe(400);
    expect((await get('/audit?cursor=x', 'auditor')).body.error.field).toBe(
      'cursor',
    );
    expect((await get('/nowhere')).body.error.code).toBe('not-found');
  });

  it('tells nothing of what went wrong inside', async () => {
    // Only this one: a probe that fails meanwhile would take the endpoint away
    // from the tests that follow.
    const own = portal.world.secrets.get(uid)!;
    const read = own.get.bind(own);
    const broken = jest.spyOn(own, 'get').mockImplementation(name => {
      if (name === secretOfUser('app')) {
        throw Object.assign(new Error('values (hunter2)'), { code: '23505' });
      }
      return read(name);
    });
    const url = `${BASE}/instances/${uid}/secrets/app/reveal`;
    const answer = await as(request(portal.server).post(url));
    broken.mockRestore();
    expect(answer.status).toBe(500);
    expect(answer.body.error).toMatchObject({
      code: 'internal',
      params: { id: expect.any(String) },
      text: { zh: expect.any(String) },
    });
    expect(answer.text).not.toContain('hunter2');
  });

  it('answers 304 while what is shown is the same', async () => {
    const first = await get('/instances?search=orders');
    const again = await get('/instances?search=orders').set(
      'If-None-Match',
      first.headers.etag,
    );
    const changed = await get('/instances?search=other').set(
      'If-None-Match',
      first.headers.etag,
    );
    expect([first.status, again.status, changed.status]).toEqual([
      200, 304, 200,
    ]);
    expect(again.text).toBe('');
    expect(first.headers['cache-control']).toBe('private, no-cache');
    const mine = await get('/instances?search=orders', 'stranger').set(
      'If-None-Match',
      first.headers.etag,
    );
    expect(mine.body.items).toEqual([]);
  });

  it('streams frames, and errors of the server as a frame', async () => {
    const run = (statement: string) =>
      post(`/instances/${uid}/statements`, { id: randomUUID(), statement })
        .buffer(true)
        .parse((response, done) => {
          let text = '';
          response.on('data', chunk => (text += chunk));
          response.on('end', () => done(null, text));
        });
    const good = await run('select 1');
    expect(good.headers['content-type']).toContain('application/x-ndjson');
    expect(good.headers['cache-control']).toContain('no-transform');
    const frames = String(good.body)
      .trim()
      .split('\n')
      .map(l => JSON.parse(l));
    expect(frames.map(f => f.type)).toEqual(['columns', 'rows', 'end']);
    expect(frames[1].rows).toEqual([['select 1']]);
    const bad = await run('delete from t');
    expect(bad.status).toBe(200);
    expect(JSON.parse(String(bad.body))).toMatchObject({
      type: 'error',
      code: '25006',
    });
    const { body } = await get('/audit?action=statement-run', 'auditor');
    expect(body.items.slice(0, 2)).toMatchObject([
      { outcome: 'failed', details: { verb: 'delete', code: '25006' } },
      { outcome: 'succeeded', details: { verb: 'select', rows: 1 } },
    ]);
  });

  it('exports the audit as CSV and NDJSON', async () => {
    const csv = await get('/audit/export', 'auditor');
    expect(csv.headers['content-disposition']).toContain('audit.csv');
    expect(csv.text.split('\r\n')[0]).toBe(
      'at,actor,action,outcome,tenant,instance,instanceUid,details,id',
    );
    const ndjson = await get(
      '/audit/export?format=ndjson&action=instance-create',
      'auditor',
    )
      .buffer(true)
      .parse((response, done) => {
        let text = '';
        response.on('data', chunk => (text += chunk));
        response.on('end', () => done(null, text));
      });
    const rows = String(ndjson.body)
      .trim()
      .split('\n')
      .map(l => JSON.parse(l));
    expect(rows.every(r => r.action === 'instance-create')).toBe(true);
    const { body } = await get('/audit?action=audit-export', 'auditor');
    expect(body.items[0]).toMatchObject({
      actor: 'user:default/ada',
      outcome: 'succeeded',
      details: { rows: rows.length },
    });
  });

  it('reads no faster than the client, and cancels when it has gone', async () => {
    const address = portal.server.address();
    const client = http.request({
      port: typeof address === 'object' ? address?.port : undefined,
      method: 'POST',
      path: `${BASE}/instances/${uid}/statements`,
      headers: {
        Authorization: headerOf('owner'),
        'Content-Type': 'application/json',
      },
    });
    client.on('error', () => {});
    const id = randomUUID();
    client.end(JSON.stringify({ id, statement: 'flood' }));
    // A response that nobody reads fills the buffers in between, and no more.
    await new Promise(resolve => client.once('response', resolve));
    await until(async () => {
      const before = driver.produced;
      await new Promise(resolve => setTimeout(resolve, 300));
      return before > 0 && driver.produced === before;
    });
    expect(driver.cancelled).toBe(0);
    client.destroy();
    const record = await until(async () => {
      const { body } = await get('/audit?action=statement-run', 'auditor');
      return body.items.find(
        (r: { details: { statement: string } }) => r.details.statement === id,
      );
    });
    await until(() => driver.cancelled === 1);
    expect(record).toMatchObject({
      outcome: 'failed',
      details: { code: 'abandoned', rows: driver.produced },
    });
  });
});
