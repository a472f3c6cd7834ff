import { EngineHarness } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProcessesKind } from '../processes/kind';
import { Bench } from './bench';
import { eventually } from './eventually';
import { forgetHistory } from './forgetHistory';

const DB = { database: 'app_db' };

/** What it takes to elect, to start a server anew and to let it join. */
const RECOVERY_MS = 240_000;
/** Between two writes of the client that never stops. */
const PAUSE_MS = 20;

/** A group that elects its primary by itself, on real processes. */
// eslint-disable-next-line jest/no-export -- a suite that test files share
export function describeGroup(
  kind: ProcessesKind,
  ports: { from: number; to: number },
): void {
  describe(`${kind.descriptor.name} as a group`, () => {
    let bench: Bench;
    let harness: EngineHarness;
    /** Every number that was acknowledged; each is one row. */
    const acknowledged = new Set<number>();
    let last = 0;

    beforeAll(async () => {
      bench = await Bench.open(kind, ports);
      harness = bench.harness();
      await harness.create(
        await bench.spec({ topology: 'group-replication', members: 3 }),
      );
      // Without a key of its own: the group gives it one.
      await harness.query('user-app', 'CREATE TABLE t (id int)', DB);
    });

    afterAll(async () => {
      await bench?.close();
    });

    const write = async () => {
      last++;
      const id = last;
      await harness.query('user-app', `INSERT INTO t VALUES (${id})`, DB);
      acknowledged.add(id);
    };

    const primary = async () =>
      (await harness.status()).members.find(m => m.role === 'primary')?.name;

    const rowsOf = async (member: string) =>
      (
        await harness.query('user-app', 'SELECT id FROM t', { ...DB, member })
      ).map(([id]) => Number(id));

    /** All is green, and no member lacks a row that was acknowledged. */
    const expectAllRowsEverywhere = async () => {
      const { members } = await harness.until(
        s => s.health === 'green',
        RECOVERY_MS,
      );
      for (const { name } of members) {
        const end = Date.now() + 20_000;
        let missing = [...acknowledged];
        while (missing.length > 0 && Date.now() < end) {
          const rows = new Set(await rowsOf(name));
          missing = missing.filter(id => !rows.has(id));
        }
        expect([name, missing]).toEqual([name, []]);
      }
    };

    const kill = async (...members: string[]) => {
      const observed = await bench.platform.resources('local', harness.uid);
      for (const { resource } of observed) {
        const pid = resource.status?.pid;
        if (
          members.includes(resource.metadata.name) &&
          typeof pid === 'number'
        ) {
          process.kill(pid, 'SIGKILL');
        }
      }
      await harness.until(s =>
        s.members.every(m => !members.includes(m.name) || !m.ready),
      );
    };

    const logInAsLate = (member: string) =>
      eventually(() =>
        harness.query('user-late', 'SELECT 1', { ...DB, member }),
      );

    /** A client that goes on whatever happens, until it is told to end. */
    const writeUntil = (stop: { now: boolean }) =>
      (async () => {
        while (!stop.now) {
          await write().catch(() => {});
          // Servers that start need the processors too.
          await sleep(PAUSE_MS);
        }
      })();

    it('serves, and keeps users from writing on a secondary', async () => {
      await write();
      await expectAllRowsEverywhere();
      const { members, endpoints } = await harness.status();
      expect(members.map(m => [m.name, m.role, m.lagSeconds])).toEqual([
        ['m1', 'primary', undefined],
        ['m2', 'replica', 0],
        ['m3', 'replica', 0],
      ]);
      expect(endpoints.find(e => e.role === 'rw')?.port).toBe(
        endpoints.find(e => e.member === 'm1')?.port,
      );
      await expect(
        harness.query('user-app', 'INSERT INTO t VALUES (0)', {
          ...DB,
          member: 'm2',
        }),
      ).rejects.toThrow(/read.only/i);
    });

    it('leads the address to another primary on demand', async () => {
      const stop = { now: false };
      const client = writeUntil(stop);
      await harness.run('switchover', { member: 'm3' });
      stop.now = true;
      await client;
      expect(await primary()).toBe('m3');
      expect(await harness.drift()).toEqual([]);
      await write();
      await expectAllRowsEverywhere();
    });

    it('changes parameters, sizes, databases, users and passwords', async () => {
      const { resources, users } = harness.record.spec;
      await harness.run(
        'set-parameters',
        {},
        { parameters: { max_connections: 61, innodb_ft_min_token_size: 4 } },
      );
      await harness.run(
        'resize',
        {},
        { resources: { ...resources, memoryMib: resources.memoryMib + 64 } },
      );
      for (const member of ['m1', 'm2', 'm3']) {
        expect(
          await harness.query(
            'admin',
            'SELECT @@max_connections, @@innodb_ft_min_token_size, @@innodb_buffer_pool_size',
            { member },
          ),
        ).toEqual([
          ['61', '4', String((resources.memoryMib / 2 + 32) * 2 ** 20)],
        ]);
      }
      await harness.run(
        'create-database',
        { database: 'second' },
        { databases: ['app_db', 'second'] },
      );
      await harness.run(
        'create-user',
        { user: 'late' },
        {
          users: [
            ...users,
            { name: 'late', grants: [{ database: 'app_db', level: 'read' }] },
          ],
        },
      );
      await harness.run('rotate-password', { user: 'late' });
      for (const member of ['m1', 'm2', 'm3']) {
        await logInAsLate(member);
      }
      await harness.run(
        'drop-database',
        { database: 'second' },
        { databases: ['app_db'] },
      );
      await harness.run('drop-user', { user: 'late' }, { users });
      await expectAllRowsEverywhere();
    });

    it('elects when its primary is killed, and loses no acknowledged row', async () => {
      const old = await primary();
      const stop = { now: false };
      const client = writeUntil(stop);
      await kill(old ?? '');
      await harness.until(
        s => s.members.some(m => m.role === 'primary' && m.name !== old),
        RECOVERY_MS,
      );
      const before = acknowledged.size;
      await harness.until(
        s => s.health === 'green' && acknowledged.size > before,
        RECOVERY_MS,
      );
      stop.now = true;
      await client;
      expect(await primary()).not.toBe(old);
      await expectAllRowsEverywhere();
    });

    it('begins anew when its majority was killed', async () => {
      const led = await primary();
      await kill(...['m1', 'm2', 'm3'].filter(m => m !== led));
      const status = await harness.until(
        s =>
          s.health === 'red' &&
          s.members.every(m => m.role !== 'unknown') &&
          s.reasons.some(r => r.code === 'group-ended'),
        RECOVERY_MS,
      );
      expect(status.endpoints.some(e => e.role === 'rw')).toBe(false);
      await harness.run('restart');
      await write();
      await expectAllRowsEverywhere();
    });

    it('stops, and starts from who has most', async () => {
      await harness.run('stop', {}, { running: false });
      expect((await harness.status()).health).toBe('grey');
      await harness.run('start', {}, { running: true });
      await write();
      await expectAllRowsEverywhere();
    });

    it('grows without its history, and shrinks past its primary', async () => {
      await forgetHistory(harness, ['m1', 'm2', 'm3']);
      await harness.run('scale', { members: 4 }, { members: 4 });
      await expectAllRowsEverywhere();
      await harness.run('switchover', { member: 'm4' });
      await write();
      await harness.run('scale', { members: 3 }, { members: 3 });
      expect(['m1', 'm2', 'm3']).toContain(await primary());
      await write();
      await expectAllRowsEverywhere();
      expect(
        await harness.query(
          'admin',
          'SELECT COUNT(*) FROM performance_schema.replication_group_members',
        ),
      ).toEqual([['3']]);
      await harness.run('delete');
      expect(await bench.platform.resources('local', harness.uid)).toEqual([]);
    });
  });
}
