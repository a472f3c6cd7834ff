import { Corridor } from '../../../../__testUtils__/Corridor';
import { postgresqlDriver } from '../../../../protocol';
import { rowsOf, specOf } from '../../../../__testUtils__/shapes';

jest.setTimeout(600_000);

describe('a primary with replicas on this machine', () => {
  let corridor: Corridor;
  beforeAll(async () => {
    corridor = await Corridor.open();
    await corridor.harness.create(
      specOf({ topology: 'replication', members: 3, tls: true }),
    );
    const session = await corridor.connect('user-app', 'shop');
    await rowsOf(session, 'CREATE TABLE note (id serial PRIMARY KEY)');
    await session.close();
  });
  afterAll(async () => {
    await corridor.close();
  });

  const write = async () => {
    const session = await corridor.connect('user-app', 'shop');
    try {
      return await rowsOf(
        session,
        'INSERT INTO note DEFAULT VALUES RETURNING id',
      );
    } finally {
      await session.close();
    }
  };
  const count = async (member: string) => {
    const session = await corridor.connect('user-app', 'shop', { member });
    try {
      const [[n]] = await rowsOf(session, 'SELECT count(*) FROM note');
      return Number(n);
    } finally {
      await session.close();
    }
  };
  const roles = async () =>
    (await corridor.status()).members.map(m => `${m.name} ${m.role}`);

  it('is green, and its replicas follow over TLS', async () => {
    expect(await corridor.status()).toMatchObject({
      health: 'green',
      reasons: [],
    });
    expect(await roles()).toEqual([
      'pg-1 primary',
      'pg-2 replica',
      'pg-3 replica',
    ]);
    expect(await corridor.harness.drift()).toEqual([]);
    await write();
    await corridor.until(s => s.members.every(m => (m.lagSeconds ?? 0) === 0));
    expect(await count('pg-3')).toBe(1);
    const readOnly = await corridor.connect('user-app', 'shop', { role: 'ro' });
    await expect(
      rowsOf(readOnly, 'INSERT INTO note DEFAULT VALUES'),
    ).rejects.toMatchObject({ code: '25006' });
    await readOnly.close();
    const admin = await corridor.connect('admin');
    expect(
      await rowsOf(
        admin,
        `SELECT DISTINCT ssl FROM pg_stat_ssl JOIN pg_stat_replication
          USING (pid)`,
      ),
    ).toEqual([['t']]);
    await admin.close();
  });

  it('takes no connection without TLS, and none for replication by users', async () => {
    const { endpoints } = await corridor.status();
    const rw = endpoints.find(e => e.role === 'rw')!;
    await expect(
      postgresqlDriver.connect({
        ...rw,
        tls: false,
        credential: await corridor.secret('user-app'),
        database: 'shop',
        applicationName: 'test',
        connectTimeoutMs: 3000,
      }),
    ).rejects.toMatchObject({ code: '28000' });
    await expect(corridor.connect('replication', 'shop')).rejects.toMatchObject(
      { code: '28000' },
    );
  });

  it('switches over to the chosen replica without losing a row', async () => {
    const acknowledged: string[] = [];
    let failures = 0;
    let running = true;
    const writer = (async () => {
      while (running) {
        try {
          const [[id]] = await write();
          acknowledged.push(String(id));
        } catch {
          failures++;
          await new Promise(resolve => setTimeout(resolve, 20));
        }
      }
    })();
    await corridor.walk('switchover', corridor.spec, {
      input: { member: 'pg-3' },
    });
    await write();
    running = false;
    await writer;
    expect(failures).toBeGreaterThan(0);
    expect(await roles()).toEqual([
      'pg-1 replica',
      'pg-2 replica',
      'pg-3 primary',
    ]);
    const session = await corridor.connect('user-app', 'shop');
    const there = await rowsOf(
      session,
      `SELECT count(*) FROM note WHERE id IN (${acknowledged.join(', ')})`,
    );
    await session.close();
    expect(there).toEqual([[String(acknowledged.length)]]);
    await corridor.until(s => s.members.every(m => (m.lagSeconds ?? 0) === 0));
    expect(await count('pg-1')).toBe(await count('pg-3'));
    expect(await corridor.harness.drift()).toEqual([]);
  });

  it('leads a switchover back that failed before the promotion', async () => {
    await expect(
      corridor.walk('switchover', corridor.spec, {
        input: { member: 'pg-2' },
        failAt: 'promote',
      }),
    ).rejects.toThrow('Failed at promote');
    await corridor.until(s => s.health === 'red');
    await corridor.harness.cleanUp();
    expect(await roles()).toContain('pg-3 primary');
    expect((await corridor.status()).health).toBe('green');
    await write();
  });

  it('ends a switchover forwards that failed after the promotion', async () => {
    await expect(
      corridor.walk('switchover', corridor.spec, {
        input: { member: 'pg-2' },
        failAt: 'follow',
      }),
    ).rejects.toThrow('Failed at follow');
    await corridor.harness.cleanUp();
    expect(await roles()).toEqual([
      'pg-1 replica',
      'pg-2 primary',
      'pg-3 replica',
    ]);
    await write();
  });

  it('shrinks connections on the primary first and grows them on replicas first', async () => {
    await corridor.walk('set-parameters', {
      ...corridor.spec,
      parameters: { max_connections: 50 },
    });
    await corridor.walk('set-parameters', {
      ...corridor.spec,
      parameters: { max_connections: 150 },
    });
    expect((await corridor.status()).health).toBe('green');
  });

  it('adds a replica and removes the highest ones, with their slots', async () => {
    await corridor.walk('scale', { ...corridor.spec, members: 4 });
    expect(await roles()).toContain('pg-4 replica');
    await corridor.walk('scale', { ...corridor.spec, members: 2 });
    expect(await roles()).toEqual(['pg-1 replica', 'pg-2 primary']);
    expect(await corridor.harness.drift()).toEqual([]);
    const admin = await corridor.connect('admin');
    expect(
      await rowsOf(admin, 'SELECT slot_name FROM pg_replication_slots'),
    ).toEqual([['pg_1']]);
    await admin.close();
  });

  it('keeps its primary over stop and start', async () => {
    await corridor.walk('stop', { ...corridor.spec, running: false });
    expect(await corridor.harness.drift()).toEqual([]);
    await corridor.walk('start', { ...corridor.spec, running: true });
    expect(await roles()).toEqual(['pg-1 replica', 'pg-2 primary']);
    await write();
  });

  it('is yellow without a replica and red without its primary, then green', async () => {
    await corridor.kill('pg-1');
    await corridor.until(s => s.health === 'yellow');
    await corridor.until(s => s.health === 'green');
    await corridor.kill('pg-2');
    await corridor.until(s => s.health === 'red');
    await corridor.until(s => s.health === 'green');
    expect(await write()).toHaveLength(1);
  });
});
