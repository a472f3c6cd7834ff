import http from 'node:http';
import { LogFrame } from '@dbaas-portal/plugin-dbaas-common';
import request from 'supertest';
import { headerOf, Role, startPortal } from '../__testUtils__/portal';
import { requestOf, until } from '../__testUtils__/TestBench';

jest.setTimeout(240_000);

const BASE = '/api/dbaas/v1';
const MEMBER = 'm0';

describe('the logs of members', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  let uid: string;
  const streams: Array<{ close(): void }> = [];

  const get = (path: string, role: Role = 'owner') =>
    request(portal.server)
      .get(`${BASE}${path}`)
      .set('Authorization', headerOf(role));

  beforeAll(async () => {
    portal = await startPortal({
      config: { logs: { maxLines: 3, perUser: 2, maxBytesPerSecond: 100_000 } },
    });
    const made = await request(portal.server)
      .post(`${BASE}/instances`)
      .set('Authorization', headerOf('owner'))
      .send(requestOf());
    uid = made.body.uid;
    await until(async () => {
      const { body } = await get(`/instances/${uid}`);
      return body.status?.health === 'green' && !body.activity;
    });
  }, 240_000);
  afterEach(() => streams.splice(0).forEach(stream => stream.close()));
  afterAll(() => portal.stop());

  /** Opens a log; frames are taken one by one, those of life left out. */
  async function open(query: string, role: Role = 'owner') {
    const address = portal.server.address();
    const client = http.get({
      port: typeof address === 'object' ? address?.port : undefined,
      path: `${BASE}/instances/${uid}/logs?member=${MEMBER}${query}`,
      headers: { Authorization: headerOf(role) },
    });
    client.on('error', () => {});
    const response = await new Promise<http.IncomingMessage>(resolve =>
      client.once('response', resolve),
    );
    response.setEncoding('utf8');
    response.on('error', () => {});
    let text = '';
    let at = 0;
    let isEnded = false;
    response.on('data', chunk => {
      text += chunk;
    });
    response.on('close', () => {
      isEnded = true;
    });
    const stream = {
      response,
      close: () => client.destroy(),
      async next(): Promise<LogFrame | undefined> {
        const nextEnd = () => text.indexOf('\n', at) + 1 || (isEnded && -1);
        for (;;) {
          const end = await until(nextEnd);
          if (end === -1) {
            return undefined;
          }
          const frame: LogFrame = JSON.parse(text.slice(at, end));
          at = end;
          if (frame.type !== 'alive') {
            return frame;
          }
        }
      },
      /** The texts of the next lines. */
      async lines(count: number) {
        const found: string[] = [];
        while (found.length < count) {
          const frame = await stream.next();
          found.push(...(frame?.lines?.map(line => line.text) ?? ['(end)']));
        }
        return found;
      },
    };
    streams.push(stream);
    return stream;
  }

  const auditOf = async () => {
    const { body } = await get('/audit?action=logs-read&limit=200', 'auditor');
    return body.items as Array<{ actor: string; outcome: string }>;
  };

  it('answers the last lines, no more than the bound, and ends', async () => {
    portal.world.logs.write(uid, MEMBER, 'a', 'b', 'warning: c', 'd');
    const log = await open('&lines=5000');
    expect(log.response.statusCode).toBe(200);
    expect(log.response.headers).toMatchObject({
      'content-type': 'application/x-ndjson',
      'cache-control': 'no-store, no-transform',
    });
    expect(await log.next()).toEqual({
      type: 'lines',
      lines: [
        { text: 'b' },
        { text: 'c', level: 'warning', raw: 'warning: c' },
        { text: 'd' },
      ],
    });
    expect(await log.next()).toEqual({ type: 'end' });
    expect(await log.next()).toBeUndefined();
  });

  it('goes on with what is written, until its reader goes', async () => {
    portal.world.logs.write(uid, MEMBER, 'before');
    const log = await open('&lines=1&follow=true');
    expect(await log.lines(1)).toEqual(['before']);
    portal.world.logs.write(uid, MEMBER, 'one');
    expect(await log.lines(1)).toEqual(['one']);
    expect(portal.world.logs.following).toBe(1);
    // It is recorded while it is read.
    expect((await auditOf())[0]).toMatchObject({
      actor: 'user:default/olga',
      outcome: 'succeeded',
      instance: { uid, name: 'orders' },
      details: { member: MEMBER, follow: true, previous: false },
    });
    log.close();
    await until(() => portal.world.logs.following === 0);
  });

  it('takes out what is secret, and what is no text', async () => {
    const known = portal.world.secrets.get(uid)?.get('admin')?.password;
    if (!known) {
      throw new Error('There is no password to look for');
    }
    const log = await open('&lines=0&follow=true');
    await until(() => portal.world.logs.following === 1);
    portal.world.logs.write(
      uid,
      MEMBER,
      `error: login with ${known} failed`,
      `ALTER ROLE app PASSWORD 'new'`,
      `\u001b[31mred\u001b[0m\u0007`,
    );
    const frame = await log.next();
    expect(frame?.lines).toEqual([
      {
        text: 'login with ••• failed',
        level: 'error',
        raw: 'error: login with ••• failed',
      },
      { text: 'ALTER ROLE app PASSWORD •••' },
      { text: 'red␇' },
    ]);
  });

  it('knows the passwords that are made meanwhile', async () => {
    const log = await open('&lines=0&follow=true');
    await until(() => portal.world.logs.following === 1);
    const clock = jest.spyOn(Date, 'now');
    const begun = Date.now();
    clock.mockImplementation(() => begun + 60_000);
    try {
      const secrets = portal.world.secrets.get(uid);
      secrets?.set('user-app', { username: 'app', password: 'made-just-now' });
      portal.world.logs.write(uid, MEMBER, 'made-just-now');
      expect(await log.lines(1)).toEqual(['•••']);
    } finally {
      clock.mockRestore();
    }
  });

  it('is bounded for each person', async () => {
    const logs = [await open('&follow=true'), await open('&follow=true')];
    await until(() => portal.world.logs.following === 2);
    const third = await get(`/instances/${uid}/logs?member=${MEMBER}`);
    expect(third.status).toBe(429);
    expect(third.body.error).toMatchObject({
      code: 'too-many-logs',
      params: { maximum: 2 },
    });
    const other = await open('', 'member');
    expect(other.response.statusCode).toBe(200);
    logs[0].close();
    await until(() => portal.world.logs.following === 1);
    await until(async () => (await open('')).response.statusCode === 200);
  });

  it('sends no faster than the bound', async () => {
    const lines = Array.from({ length: 3 }, () => 'x'.repeat(120_000));
    portal.world.logs.write(uid, MEMBER, ...lines);
    const began = Date.now();
    const log = await open('&lines=3&follow=true');
    await log.next();
    portal.world.logs.write(uid, MEMBER, 'later');
    await log.next();
    // 360 kB at 100 kB a second, of which the first second's are free.
    expect(Date.now() - began).toBeGreaterThan(2000);
  });

  it('refuses members that there are not, and says which there are', async () => {
    const answer = await get(`/instances/${uid}/logs?member=..%2Fsecrets`);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({
      code: 'unknown-value',
      field: 'member',
      params: { possible: 'm0' },
    });
    expect((await get(`/instances/${uid}/logs`)).status).toBe(400);
    expect((await auditOf())[0].outcome).toBe('failed');
  });

  it('says why it cannot be read, before and after it has begun', async () => {
    const refusal = Object.assign(new Error('10.0.0.7 refuses'), {
      reason: { code: 'gone', text: { en: 'It is gone', zh: '已不存在' } },
    });
    const read = jest.spyOn(portal.world.logs, 'read');
    // eslint-disable-next-line require-yield
    read.mockImplementationOnce(async function* refuse() {
      throw refusal;
    });
    const early = await get(`/instances/${uid}/logs?member=${MEMBER}`);
    expect(early.status).toBe(409);
    expect(early.body.error).toMatchObject({
      code: 'log-unavailable',
      text: { zh: '无法读取日志:已不存在' },
    });
    for (const [error, frame] of [
      [refusal, { code: 'log-unavailable', reason: expect.anything() }],
      [new Error('at 10.0.0.7'), { message: 'Internal error' }],
    ] as const) {
      read.mockImplementationOnce(async function* fail() {
        yield { type: 'lines', lines: [{ text: 'one' }] };
        throw error;
      });
      const late = await open('');
      expect(await late.lines(1)).toEqual(['one']);
      const last = await late.next();
      expect(last).toMatchObject({ type: 'error', ...frame });
      expect(JSON.stringify(last)).not.toContain('10.0.0.7');
    }
    read.mockRestore();
  });
});
