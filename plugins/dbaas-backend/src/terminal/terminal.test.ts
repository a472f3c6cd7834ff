import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { TerminalTicket } from '@dbaas-portal/plugin-dbaas-common';
import { FakeWorld } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { Knex } from 'knex';
import { once } from 'node:events';
import request from 'supertest';
import { TestDatabase, TestDatabaseServer } from '../__testUtils__/databases';
import { headerOf, Role, startPortal } from '../__testUtils__/portal';
import { TerminalClient } from '../__testUtils__/sockets';
import { requestOf, until } from '../__testUtils__/TestBench';

jest.setTimeout(240_000);

type Portal = Awaited<ReturnType<typeof startPortal>>;

const SIZE = { columns: 80, rows: 24 };
const SECRET = 'what was typed';

const databases = new TestDatabaseServer();
afterAll(() => databases.stop());

describe('terminals, through two backends on one database', () => {
  let database: TestDatabase;
  let knex: Knex;
  let world: FakeWorld;
  let portals: Portal[];
  let uid: string;

  async function start(terminal: object = {}): Promise<Portal> {
    const shared = await database.open();
    const portal = await startPortal({
      world,
      config: { terminal: { enabled: true, ...terminal } },
      features: [
        createServiceFactory({
          service: coreServices.database,
          deps: {},
          factory: () => ({
            getClient: async () => shared,
            migrations: { skip: true },
          }),
        }),
      ],
    });
    portals.push(portal);
    return portal;
  }

  beforeEach(async () => {
    const made = await databases.make('SQLite');
    if (!made) {
      throw new Error('There is no SQLite');
    }
    database = made;
    knex = await database.open();
    world = new FakeWorld();
    portals = [];
  });

  afterEach(async () => {
    await Promise.all(portals.map(portal => portal.stop()));
    await database.drop();
  });

  function send(portal: Portal, role: Role, path: string, body: object) {
    return request(portal.server)
      .post(`/api/dbaas/v1/${path}`)
      .set('Authorization', headerOf(role))
      .send(body);
  }

  async function makeInstance(portal: Portal): Promise<void> {
    const created = await send(portal, 'owner', 'instances', requestOf());
    uid = created.body.uid;
    await until(async () => {
      const { body } = await request(portal.server)
        .get(`/api/dbaas/v1/instances/${uid}`)
        .set('Authorization', headerOf('owner'));
      return body.status?.health === 'green';
    });
  }

  const ask = (portal: Portal, role: Role, body: object = {}) =>
    send(portal, role, `instances/${uid}/terminals`, {
      member: 'm0',
      kind: 'shell',
      ...SIZE,
      ...body,
    });

  async function ticketFor(portal: Portal, role: Role): Promise<string> {
    const { status, body } = await ask(portal, role);
    expect(status).toBe(201);
    const { ticket }: TerminalTicket = body;
    return ticket;
  }

  const connect = (portal: Portal) =>
    new TerminalClient(portal.server.port()).opened();

  /** The last words to who comes with the ticket. */
  async function refusalOf(
    portal: Portal,
    ticket: string,
    who: 'owner' | 'dba' | 'member' = 'dba',
  ) {
    const client = await connect(portal);
    client.hello(ticket, who);
    const { reason } = await client.end();
    return reason.code;
  }

  async function audited(): Promise<string[]> {
    const rows = await knex('audit_records')
      .where('action', 'like', 'terminal-%')
      .orderBy('seq')
      .select();
    expect(JSON.stringify(rows)).not.toContain(SECRET);
    return rows.map(row => `${row.action} ${row.outcome} ${row.actor}`);
  }

  it('opens at one what was asked for at the other, once', async () => {
    const [a, b] = [await start(), await start()];
    await makeInstance(a);
    const ticket = await ticketFor(a, 'dba');
    expect(JSON.stringify(await knex('terminals').select())).not.toContain(
      ticket,
    );

    const client = await connect(b);
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
      expect(await refusalOf(portal, ticket)).toBe('terminal-refused');
    }

    client.type('exit 7\r');
    expect(await client.end()).toMatchObject({
      exitCode: 7,
      reason: { code: 'exited', text: { zh: expect.any(String) } },
    });
    await client.closed();
    await until(async () => (await audited()).length === 5);
    expect(await audited()).toEqual([
      'terminal-request succeeded user:default/dan',
      'terminal-open succeeded user:default/dan',
      'terminal-open denied user:default/dan',
      'terminal-open denied user:default/dan',
      'terminal-close succeeded user:default/dan',
    ]);
    const [last] = await knex('audit_records')
      .where({ action: 'terminal-close' })
      .select();
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
    const portal = await start();
    await makeInstance(portal);
    const client = await connect(portal);
    client.hello(await ticketFor(portal, 'dba'), 'dba');
    await client.ready();
    const line = `${'x'.repeat(30_000)}\n`;
    for (let i = 0; i < 200; i += 1) {
      client.type(`${i}${line}`);
    }
    const whole = Array.from({ length: 200 }, (_, i) => `${i}${line}`).join('');
    await until(() => client.text.length >= whole.length);
    expect(client.text === whole).toBe(true);
    client.socket.close();
    await until(() => !world.terminals[0].isOpen);
  });

  it('takes no ticket that is too old, or of somebody else', async () => {
    const portal = await start();
    await makeInstance(portal);
    const old = await ticketFor(portal, 'dba');
    await knex('terminals').update({ expires_at: 1 });
    expect(await refusalOf(portal, old)).toBe('terminal-refused');

    const other = await ticketFor(portal, 'owner');
    expect(await refusalOf(portal, other, 'dba')).toBe('terminal-refused');
    // Whoever had it in hand, it is nobody's any more.
    expect(await refusalOf(portal, other, 'owner')).toBe('terminal-refused');
    expect(world.terminals).toEqual([]);
  });

  it('asks for the permission again when the ticket is used', async () => {
    const portal = await start();
    await makeInstance(portal);
    const ticket = await ticketFor(portal, 'owner');
    const url = `/api/dbaas/v1/instances/${uid}`;
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
    expect(await refusalOf(portal, ticket, 'owner')).toBe('not-allowed');
    expect((await ask(portal, 'owner')).status).toBe(403);
    expect((await ask(portal, 'dba')).status).toBe(201);
  });

  it('is for DBAs, and outside of production for the tenant’s owners', async () => {
    const portal = await start();
    await makeInstance(portal);
    const seen: Record<string, number> = {};
    const roles: Role[] = ['stranger', 'viewer', 'member', 'auditor', 'owner'];
    for (const role of roles) {
      seen[role] = (await ask(portal, role)).status;
    }
    expect(seen).toEqual({
      stranger: 404,
      viewer: 403,
      member: 403,
      auditor: 403,
      owner: 201,
    });
    for (const wrong of [{ member: 'm9' }, { kind: 'root' }]) {
      const { status, body } = await ask(portal, 'dba', wrong);
      expect(status).toBe(400);
      expect(body.error).toMatchObject({
        code: 'unknown-value',
        field: Object.keys(wrong)[0],
      });
    }
  });

  it('opens no more than are allowed at once, over all backends', async () => {
    const limit = { terminalsPerUser: 1 };
    const [a, b] = [await start(limit), await start(limit)];
    await makeInstance(a);
    const client = await connect(a);
    client.hello(await ticketFor(a, 'dba'), 'dba');
    await client.ready();
    const refused = await ask(b, 'dba');
    expect(refused.status).toBe(429);
    expect(refused.body.error).toMatchObject({
      code: 'terminal-refused',
      params: { reason: 'too-many-of-actor' },
    });
    client.socket.close();
    await until(async () => (await ask(b, 'dba')).status === 201);
  });

  it('lets only pages of the portal in, who say what they want', async () => {
    const portal = await start();
    await makeInstance(portal);
    const foreign = new TerminalClient(
      portal.server.port(),
      'http://elsewhere.test',
    );
    const [, response] = await once(foreign.socket, 'unexpected-response');
    expect(response.statusCode).toBe(403);

    const confused = await connect(portal);
    confused.socket.send('{"type":"hullo"}');
    expect((await confused.end()).reason.code).toBe('not-understood');
    expect(await refusalOf(portal, 'never given')).toBe('terminal-refused');
    const plain = await request(portal.server).get(
      '/api/dbaas/v1/terminal-socket',
    );
    expect(plain.status).toBe(426);
  });

  it.each([
    ['idle', { idleSeconds: 1 }],
    ['too-long', { maxSeconds: 1 }],
  ])('ends and says why: %s', async (code, settings) => {
    const portal = await start(settings);
    await makeInstance(portal);
    const client = await connect(portal);
    client.hello(await ticketFor(portal, 'dba'), 'dba');
    await client.ready();
    expect((await client.end()).reason.code).toBe(code);
    await client.closed();
    expect(world.terminals[0].isOpen).toBe(false);
  });

  it('ends all when the backend stops, and records that', async () => {
    const portal = await start();
    await makeInstance(portal);
    const client = await connect(portal);
    client.hello(await ticketFor(portal, 'dba'), 'dba');
    await client.ready();
    await portal.stop();
    expect((await client.end()).reason.code).toBe('shutting-down');
    expect(world.terminals[0].isOpen).toBe(false);
    expect((await audited()).pop()).toBe(
      'terminal-close succeeded user:default/dan',
    );
  });

  it('tells why there is no terminal where the cluster is away', async () => {
    const portal = await start();
    await makeInstance(portal);
    const ticket = await ticketFor(portal, 'dba');
    world.setUnreachable(true);
    const client = await connect(portal);
    client.hello(ticket, 'dba');
    const { reason } = await client.end();
    expect(reason.code).toBe('terminal-refused');
    expect(reason.text.zh).toContain('连接已断开');
    expect(await knex('terminals').select()).toEqual([]);
  });

  it('is off, and says so, unless somebody wants it', async () => {
    const portal = await start({ enabled: false });
    await makeInstance(portal);
    const { body } = await request(portal.server)
      .get(`/api/dbaas/v1/instances/${uid}`)
      .set('Authorization', headerOf('dba'));
    expect(
      body.facets.capabilities.find((c: { id: string }) => c.id === 'terminal'),
    ).toMatchObject({ offered: false, reason: { code: 'terminal-disabled' } });
    expect((await ask(portal, 'dba')).body.error.code).toBe('not-offered');
  });
});
