import { Corridor } from '../../../../__testUtils__/Corridor';
import { rowsOf, specOf } from '../../../../__testUtils__/shapes';

jest.setTimeout(600_000);

describe('one server on this machine', () => {
  let corridor: Corridor;
  beforeAll(async () => {
    corridor = await Corridor.open();
    await corridor.harness.create(specOf());
  });
  afterAll(async () => {
    await corridor.close();
  });

  const app = (database = 'shop') => corridor.connect('user-app', database);

  it('serves its user', async () => {
    expect(await corridor.status()).toMatchObject({
      health: 'green',
      reasons: [],
      members: [{ name: 'pg-1', role: 'primary', ready: true }],
    });
    const session = await app();
    await rowsOf(session, 'CREATE TABLE item (id int PRIMARY KEY, name text)');
    await rowsOf(session, "INSERT INTO item VALUES (1, '苹果')");
    expect(await rowsOf(session, 'TABLE item')).toEqual([['1', '苹果']]);
    await session.close();
  });

  it('writes a log that is read while it is written', async () => {
    const session = await app();
    const reading = corridor.harness.logUntil('pg-1', ({ text }) =>
      text.includes('ERROR:  relation "not_there"'),
    );
    await expect(rowsOf(session, 'TABLE not_there')).rejects.toThrow();
    expect(await reading).toMatchObject({
      level: 'error',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
    await session.close();
  });

  it('gives no user more than a user, and keeps databases apart', async () => {
    const session = await app();
    await expect(
      rowsOf(session, "COPY item TO PROGRAM 'id'"),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(
      rowsOf(session, 'CREATE ROLE intruder SUPERUSER'),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(
      rowsOf(session, "SELECT pg_read_file('/etc/passwd')"),
    ).rejects.toMatchObject({ code: '42501' });
    await session.close();
    await expect(app('postgres')).rejects.toMatchObject({ code: '42501' });
    await expect(app('template1')).rejects.toMatchObject({ code: '42501' });
  });

  it('makes a second database that the first one’s user cannot enter', async () => {
    await corridor.walk(
      'create-database',
      { ...corridor.spec, databases: ['shop', 'stock'] },
      { input: { database: 'stock' } },
    );
    await expect(app('stock')).rejects.toMatchObject({ code: '42501' });
  });

  it('covers tables that are made later with each level', async () => {
    const users = [
      ...corridor.spec.users,
      { name: 'reader', grants: [{ database: 'shop', level: 'read' }] },
      { name: 'writer', grants: [{ database: '*', level: 'write' }] },
    ];
    for (const user of ['reader', 'writer']) {
      await corridor.walk(
        'create-user',
        {
          ...corridor.spec,
          users: users.slice(0, user === 'reader' ? 2 : 3),
        },
        { input: { user } },
      );
    }
    const owner = await app();
    await rowsOf(owner, 'CREATE SCHEMA later CREATE TABLE later.t (v int)');
    await rowsOf(owner, 'CREATE TABLE later.s (id serial, v int)');
    await owner.close();
    const reader = await corridor.connect('user-reader', 'shop');
    expect(await rowsOf(reader, 'SELECT * FROM later.t')).toEqual([]);
    await expect(
      rowsOf(reader, 'INSERT INTO later.t VALUES (1)'),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(
      rowsOf(reader, 'CREATE TABLE own (v int)'),
    ).rejects.toMatchObject({ code: '42501' });
    await reader.close();
    const writer = await corridor.connect('user-writer', 'shop');
    await rowsOf(writer, 'INSERT INTO later.s (v) VALUES (1)');
    expect(await rowsOf(writer, 'TABLE later.s')).toEqual([['1', '1']]);
    await expect(
      rowsOf(writer, 'CREATE TABLE own (v int)'),
    ).rejects.toMatchObject({ code: '42501' });
    await writer.close();
    const elsewhere = await corridor.connect('user-writer', 'stock');
    await elsewhere.close();
  });

  it('tells who can do what', async () => {
    const admin = await corridor.connect('admin');
    const accounts = await admin.accounts();
    await admin.close();
    expect(accounts.databases.map(d => d.name)).toEqual([
      'postgres',
      'shop',
      'stock',
    ]);
    expect(accounts.users.filter(u => u.managed)).toEqual([
      {
        name: 'app',
        locked: false,
        managed: true,
        grants: [{ database: 'shop', level: 'owner' }],
      },
      {
        name: 'reader',
        locked: false,
        managed: true,
        grants: [{ database: 'shop', level: 'read' }],
      },
      {
        name: 'writer',
        locked: false,
        managed: true,
        grants: [
          { database: 'shop', level: 'write' },
          { database: 'stock', level: 'write' },
        ],
      },
    ]);
  });

  it('alters, locks and drops users without losing what they own', async () => {
    const [app0, reader, writer] = corridor.spec.users;
    const promoted = {
      ...reader,
      grants: [{ database: 'shop', level: 'owner' }],
      validUntil: '2035-01-01T00:00:00Z',
    };
    await corridor.walk(
      'alter-user',
      { ...corridor.spec, users: [app0, promoted, writer] },
      { input: { user: 'reader' } },
    );
    const session = await corridor.connect('user-reader', 'shop');
    await rowsOf(session, 'ALTER TABLE item ADD COLUMN price numeric');
    await rowsOf(session, 'SET ROLE NONE');
    await rowsOf(session, 'CREATE TEMP TABLE own (v int)');
    await corridor.walk(
      'alter-user',
      {
        ...corridor.spec,
        users: [app0, { ...promoted, locked: true }, writer],
      },
      { input: { user: 'reader' } },
    );
    await expect(rowsOf(session, 'SELECT 1')).rejects.toThrow();
    await session.close();
    await expect(corridor.connect('user-reader', 'shop')).rejects.toMatchObject(
      { code: '28000' },
    );
    await corridor.walk(
      'drop-user',
      { ...corridor.spec, users: [app0, writer] },
      { input: { user: 'reader' } },
    );
    const owner = await app();
    expect(await rowsOf(owner, 'SELECT id FROM item')).toEqual([['1']]);
    await owner.close();
  });

  it('renews a password, which ends the old one', async () => {
    const old = await corridor.secret('user-app');
    await corridor.walk('rotate-password', corridor.spec, {
      input: { user: 'app' },
    });
    const fresh = await corridor.secret('user-app');
    expect(fresh.password).not.toBe(old.password);
    await (await app()).close();
    await corridor.platform
      .secrets('local')
      .put(corridor.harness.uid, 'old', { ...old });
    await expect(corridor.connect('old', 'shop')).rejects.toMatchObject({
      code: '28P01',
    });
  });

  it('changes parameters by reload and by restart, and proves it', async () => {
    const setting = async (name: string) => {
      const admin = await corridor.connect('admin');
      const [[value]] = await rowsOf(admin, `SHOW ${name}`);
      await admin.close();
      return value;
    };
    await corridor.walk('set-parameters', {
      ...corridor.spec,
      parameters: {
        work_mem: 8192,
        random_page_cost: 2.5,
        log_lock_waits: false,
      },
    });
    expect(corridor.harness.journal.some(r => r.id === 'restart')).toBe(false);
    expect(await setting('work_mem')).toBe('8MB');
    await corridor.walk('set-parameters', {
      ...corridor.spec,
      parameters: { max_connections: 60 },
    });
    expect(corridor.harness.journal.some(r => r.id === 'restart')).toBe(true);
    expect(await setting('max_connections')).toBe('60');
    expect(await setting('work_mem')).toBe('4MB');
    await corridor.walk('resize', {
      ...corridor.spec,
      resources: { ...corridor.spec.resources, memoryMib: 384 },
    });
    expect(await setting('shared_buffers')).toBe('96MB');
  });

  it('leads back when a setting keeps the server from starting', async () => {
    const good = corridor.spec;
    const bad = {
      ...good,
      parameters: { ...good.parameters, shared_buffers: 64_000_000 },
    };
    await expect(corridor.walk('set-parameters', bad)).rejects.toThrow(
      'pg-1 is not running',
    );
    await corridor.harness.cleanUp();
    expect((await corridor.status()).health).toBe('green');
  });

  it('stops, starts and restarts with its data', async () => {
    await corridor.walk('stop', { ...corridor.spec, running: false });
    expect(await corridor.status()).toMatchObject({
      health: 'grey',
      reasons: [{ code: 'stopped' }],
    });
    await corridor.walk('start', { ...corridor.spec, running: true });
    await corridor.walk('restart', corridor.spec);
    const session = await app();
    expect(await rowsOf(session, 'SELECT id FROM item')).toEqual([['1']]);
    await session.close();
  });

  it('comes back by itself when its process is killed', async () => {
    await corridor.kill('pg-1');
    await corridor.until(s => s.health === 'red');
    const status = await corridor.until(s => s.health === 'green');
    expect(status.members[0].restarts).toBeGreaterThan(0);
  });

  it('drops a database with its sessions, then everything', async () => {
    const busy = await corridor.connect('user-writer', 'stock');
    await corridor.walk(
      'drop-database',
      { ...corridor.spec, databases: ['shop'] },
      { input: { database: 'stock' } },
    );
    await expect(rowsOf(busy, 'SELECT 1')).rejects.toThrow();
    await busy.close();
    const { uid } = corridor.harness;
    await corridor.walk('delete', corridor.spec);
    expect(await corridor.platform.resources('local', uid)).toEqual([]);
  });
});
