import request from 'supertest';
import { TestDatabaseServer } from '../__testUtils__/databases';
import { headerOf, Role } from '../__testUtils__/portal';
import { TerminalBench } from '../__testUtils__/TerminalBench';
import { until } from '../__testUtils__/TestBench';

jest.setTimeout(240_000);

const SECRET = 'what was typed';

const databases = new TestDatabaseServer();
afterAll(() => databases.stop());

/** What was recorded, and that nothing of what was typed is in it. */
async function recorded(bench: TerminalBench): Promise<string[]> {
  const rows = await bench.audited();
  expect(JSON.stringify(rows)).not.toContain(SECRET);
  return rows.map(row => `${row.action} ${row.outcome} ${row.actor}`);
}

describe('terminals, through two backends on one database', () => {
  let bench: TerminalBench;

  beforeEach(async () => {
    bench = await TerminalBench.on(await databases.make('SQLite'));
  });
  afterEach(() => bench.stop());

  it('opens at one what was asked for at the other, once', async () => {
    const [a, b] = [await bench.start(), await bench.start()];
    const { knex, world, uid } = bench;
    const ticket = await bench.ticketFor(a, 'dba');
    expect(JSON.stringify(await knex('terminals').select())).not.toContain(
      ticket,
    );

    const client = await bench.connect(b);
    client.hello(ticket, 'dba');
    await client.ready();
    client.type(SECRET);
    await until(() => client.text === SECRET);
    client.resize(120, 40);
    await until(() => world.terminals[0].sizes.length === 2);
    expect(world.terminals).toEqual([
      {
        uid,
        resource: 'm0',
        command: ['echo'],
        sizes: ['80x24', '120x40'],
        isOpen: true,
      },
    ]);
    for (const portal of [a, b]) {
      expect(await bench.refusalOf(portal, ticket)).toBe('terminal-refused');
    }

    client.type('exit 7\r');
    expect(await client.end()).toMatchObject({
      exitCode: 7,
      reason: { code: 'exited', text: { zh: expect.any(String) } },
    });
    await client.closed();
    await until(async () => (await bench.audited()).length === 5);
    expect(await recorded(bench)).toEqual([
      'terminal-request succeeded user:default/dan',
      'terminal-open succeeded user:default/dan',
      'terminal-open denied user:default/dan',
      'terminal-open denied user:default/dan',
      'terminal-close succeeded user:default/dan',
    ]);
    const [last] = (await bench.audited()).slice(-1);
    expect(last).toMatchObject({ instance_uid: uid, tenant: 'shop' });
    expect(JSON.parse(last.details)).toMatchObject({
      member: 'm0',
      bytesIn: SECRET.length + 7,
      bytesOut: SECRET.length,
      exitCode: 7,
    });
    expect(await knex('terminals').select()).toEqual([]);
  });

  it('carries much more than fits at once, and loses nothing', async () => {
    const portal = await bench.start();
    const client = await bench.open(portal);
    const line = `${'x'.repeat(30_000)}\n`;
    for (let i = 0; i < 200; i += 1) {
      client.type(`${i}${line}`);
    }
    const whole = Array.from({ length: 200 }, (_, i) => `${i}${line}`).join('');
    await until(() => client.text.length >= whole.length);
    expect(client.text === whole).toBe(true);
    client.socket.close();
    await until(() => !bench.world.terminals[0].isOpen);
  });

  it('takes no ticket that is too old, or of somebody else', async () => {
    const portal = await bench.start();
    const old = await bench.ticketFor(portal, 'dba');
    await bench.knex('terminals').update({ expires_at: 1 });
    expect(await bench.refusalOf(portal, old)).toBe('terminal-refused');

    const other = await bench.ticketFor(portal, 'owner');
    expect(await bench.refusalOf(portal, other, 'dba')).toBe(
      'terminal-refused',
    );
    // Whoever had it in hand, it is nobody's any more.
    expect(await bench.refusalOf(portal, other, 'owner')).toBe(
      'terminal-refused',
    );
    expect(bench.world.terminals).toEqual([]);
  });

  it('asks for the permission again when the ticket is used', async () => {
    const portal = await bench.start();
    const ticket = await bench.ticketFor(portal, 'owner');
    const url = `/api/dbaas/v1/instances/${bench.uid}`;
    const agent = request(portal.server);
    const { body } = await agent
      .get(url)
      .set('Authorization', headerOf('owner'));
    const { revision } = body.record;
    const moved = await agent
      .patch(url)
      .set('Authorization', headerOf('owner'))
      .send({ revision, environment: 'production' });
    expect(moved.status).toBe(200);
    expect(await bench.refusalOf(portal, ticket, 'owner')).toBe('not-allowed');
    expect((await bench.ask(portal, 'owner')).status).toBe(403);
    expect((await bench.ask(portal, 'dba')).status).toBe(201);
  });

  it('is for DBAs, and outside of production for the tenant’s owners', async () => {
    const portal = await bench.start();
    const seen: Record<string, number> = {};
    const roles: Role[] = ['stranger', 'viewer', 'member', 'auditor', 'owner'];
    for (const role of roles) {
      seen[role] = (await bench.ask(portal, role)).status;
    }
    expect(seen).toEqual({
      stranger: 404,
      viewer: 403,
      member: 403,
      auditor: 403,
      owner: 201,
    });
    for (const wrong of [{ member: 'm9' }, { kind: 'root' }]) {
      const { status, body } = await bench.ask(portal, 'dba', wrong);
      expect(status).toBe(400);
      expect(body.error).toMatchObject({
        code: 'unknown-value',
        field: Object.keys(wrong)[0],
      });
    }
  });

  it('ends all when the backend stops, and records that', async () => {
    const portal = await bench.start();
    const client = await bench.open(portal);
    await portal.stop();
    expect((await client.end()).reason.code).toBe('shutting-down');
    expect(bench.world.terminals[0].isOpen).toBe(false);
    expect((await recorded(bench)).pop()).toBe(
      'terminal-close succeeded user:default/dan',
    );
  });
});
