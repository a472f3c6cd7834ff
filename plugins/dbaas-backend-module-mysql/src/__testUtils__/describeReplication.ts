import { EngineHarness } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { ProcessesKind } from '../processes/kind';
import { Bench } from './bench';
import { eventually } from './eventually';
import { forgetHistory } from './forgetHistory';

const DB = { database: 'app_db' };

/** A primary and its replicas, on real processes. */
// eslint-disable-next-line jest/no-export -- a suite that test files share
export function describeReplication(
  kind: ProcessesKind,
  ports: { from: number; to: number },
): void {
  describe(`${kind.descriptor.name} as primary and replicas`, () => {
    let bench: Bench;
    let harness: EngineHarness;
    let written = 0;

    beforeAll(async () => {
      bench = await Bench.open(kind, ports);
      harness = bench.harness();
      await harness.create(
        await bench.spec({ topology: 'replication', members: 2 }),
      );
      await harness.query(
        'user-app',
        'CREATE TABLE t (id int PRIMARY KEY)',
        DB,
      );
    });

    afterAll(async () => {
      await bench?.close();
    });

    const write = async () => {
      written++;
      await harness.query('user-app', `INSERT INTO t VALUES (${written})`, DB);
    };

    const primary = async () =>
      (await harness.status()).members.find(m => m.role === 'primary')?.name;

    /** Every member comes to hold every row that was written. */
    const expectAllRowsEverywhere = async () => {
      const { members } = await harness.until(s => s.health === 'green');
      for (const { name } of members) {
        const end = Date.now() + 10_000;
        let count = '';
        while (count !== String(written) && Date.now() < end) {
          const rows = await harness.query(
            'user-app',
            'SELECT COUNT(*) FROM t',
            { ...DB, member: name },
          );
          count = rows[0][0] ?? '';
        }
        expect([name, count]).toEqual([name, String(written)]);
      }
    };

    const kill = async (member: string) => {
      const observed = await bench.platform.resources('local', harness.uid);
      for (const { resource } of observed) {
        const pid = resource.status?.pid;
        if (resource.metadata.name === member && typeof pid === 'number') {
          process.kill(pid, 'SIGKILL');
        }
      }
      await harness.until(
        s => s.members.find(m => m.name === member)?.ready === false,
      );
    };

    it('replicates and keeps users from writing on a replica', async () => {
      await write();
      await expectAllRowsEverywhere();
      await expect(
        harness.query('user-app', 'INSERT INTO t VALUES (0)', {
          ...DB,
          member: 'm2',
        }),
      ).rejects.toThrow(/read.only/i);
      const replica = await harness.connect('user-app', {
        ...DB,
        member: 'm2',
      });
      await expect(replica.probe({ write: true })).rejects.toThrow(/no writes/);
      await replica.close();
    });

    it('hands the role over while clients write', async () => {
      let busy = true;
      const clients = (async () => {
        while (busy) {
          const id = written + 1;
          try {
            await harness.query('user-app', `INSERT INTO t VALUES (${id})`, DB);
            written = id;
          } catch (error) {
            // Refused meanwhile; a lost answer may stand for a write that is.
            if (/Duplicate/.test(String(error))) {
              written = id;
            }
          }
        }
      })();
      await harness.run('switchover', { member: 'm2' });
      busy = false;
      await clients;
      expect(await primary()).toBe('m2');
      expect(await harness.drift()).toEqual([]);
      await write();
      await expectAllRowsEverywhere();
    });

    it('keeps roles over restarts, stops and starts', async () => {
      await harness.run('restart');
      await harness.run('stop', {}, { running: false });
      expect(await harness.drift()).toEqual([]);
      await harness.run('start', {}, { running: true });
      expect(await primary()).toBe('m2');
      await write();
      await expectAllRowsEverywhere();
    });

    it('comes back after each member was killed', async () => {
      await kill('m1');
      await write();
      await expectAllRowsEverywhere();
      await kill('m2');
      await harness.until(s => s.health === 'green');
      expect(await primary()).toBe('m2');
      await write();
      await expectAllRowsEverywhere();
    });

    it('scales up, and down past the primary', async () => {
      if (kind.copies) {
        await forgetHistory(harness, ['m1', 'm2']);
      }
      await harness.run('scale', { members: 3 }, { members: 3 });
      await expectAllRowsEverywhere();
      await harness.run('switchover', { member: 'm3' });
      await write();
      await harness.run('scale', { members: 2 }, { members: 2 });
      expect(['m1', 'm2']).toContain(await primary());
      expect(await harness.drift()).toEqual([]);
      await write();
      // A new third member gets what the old one wrote as primary as well.
      await harness.run('scale', { members: 3 }, { members: 3 });
      await expectAllRowsEverywhere();
      await harness.run(
        'create-user',
        { user: 'late' },
        {
          users: [
            ...harness.record.spec.users,
            { name: 'late', grants: [{ database: 'app_db', level: 'read' }] },
          ],
        },
      );
      await eventually(() =>
        harness.query('user-late', 'SELECT 1', { ...DB, member: 'm3' }),
      );
      await harness.run('delete');
    });
  });
}
