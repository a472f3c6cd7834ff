import { once } from 'node:events';
import request from 'supertest';
import { TestDatabaseServer } from '../__testUtils__/databases';
import { headerOf } from '../__testUtils__/portal';
import { TerminalClient } from '../__testUtils__/sockets';
import { TerminalBench } from '../__testUtils__/TerminalBench';
import { until } from '../__testUtils__/TestBench';

jest.setTimeout(240_000);

const databases = new TestDatabaseServer();
afterAll(() => databases.stop());

describe('the bounds of terminals', () => {
  let bench: TerminalBench;

  beforeEach(async () => {
    bench = await TerminalBench.on(await databases.make('SQLite'));
  });
  afterEach(() => bench.stop());

  it('opens no more than are allowed at once, over all backends', async () => {
    const limit = { terminalsPerUser: 1 };
    const [a, b] = [await bench.start(limit), await bench.start(limit)];
    const client = await bench.open(a);
    const refused = await bench.ask(b, 'dba');
    expect(refused.status).toBe(429);
    expect(refused.body.error).toMatchObject({
      code: 'terminal-refused',
      params: { reason: 'too-many-of-actor' },
    });
    client.socket.close();
    await until(async () => (await bench.ask(b, 'dba')).status === 201);
  });

  it('lets only pages of the portal in, who say what they want', async () => {
    const portal = await bench.start();
    const foreign = new TerminalClient(
      portal.server.port(),
      'http://elsewhere.test',
    );
    const [, response] = await once(foreign.socket, 'unexpected-response');
    expect(response.statusCode).toBe(403);

    const confused = await bench.connect(portal);
    confused.socket.send('{"type":"hullo"}');
    expect((await confused.end()).reason.code).toBe('not-understood');
    expect(await bench.refusalOf(portal, 'never given')).toBe(
      'terminal-refused',
    );
    const plain = await request(portal.server).get(
      '/api/dbaas/v1/terminal-socket',
    );
    expect(plain.status).toBe(426);
  });

  it.each([
    ['idle', { idleSeconds: 1 }],
    ['too-long', { maxSeconds: 1 }],
  ])('ends and says why: %s', async (code, settings) => {
    const portal = await bench.start(settings);
    const client = await bench.open(portal);
    expect((await client.end()).reason.code).toBe(code);
    await client.closed();
    expect(bench.world.terminals[0].isOpen).toBe(false);
  });

  it('tells why there is no terminal where the cluster is away', async () => {
    const portal = await bench.start();
    const ticket = await bench.ticketFor(portal, 'dba');
    bench.world.setUnreachable(true);
    const client = await bench.connect(portal);
    client.hello(ticket, 'dba');
    const { reason } = await client.end();
    expect(reason.code).toBe('terminal-refused');
    expect(reason.text.zh).toContain('连接已断开');
    expect(await bench.knex('terminals').select()).toEqual([]);
  });

  it('is off, and says so, unless somebody wants it', async () => {
    const portal = await bench.start({ enabled: false });
    const { body } = await request(portal.server)
      .get(`/api/dbaas/v1/instances/${bench.uid}`)
      .set('Authorization', headerOf('dba'));
    expect(
      body.facets.capabilities.find((c: { id: string }) => c.id === 'terminal'),
    ).toMatchObject({ offered: false, reason: { code: 'terminal-disabled' } });
    expect((await bench.ask(portal, 'dba')).body.error.code).toBe(
      'not-offered',
    );
  });
});
