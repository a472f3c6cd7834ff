import { EngineHarness } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { ProcessesKind } from '../processes/kind';
import { Bench } from './bench';
import { describeConsole } from './describeConsole';

const DB = { database: 'app_db' };

/** One member from create to delete, on real processes. */
// eslint-disable-next-line jest/no-export -- a suite that test files share
export function describeLife(
  kind: ProcessesKind,
  ports: { from: number; to: number },
): void {
  describe(`${kind.descriptor.name} as one member`, () => {
    let bench: Bench;
    let harness: EngineHarness;

    beforeAll(async () => {
      bench = await Bench.open(kind, ports);
      harness = bench.harness();
      await harness.create(await bench.spec({}));
      await harness.query(
        'user-app',
        'CREATE TABLE t (id int PRIMARY KEY, v varchar(20))',
        DB,
      );
      await harness.query('user-app', "INSERT INTO t VALUES (1, '数据')", DB);
    });

    afterAll(async () => {
      await bench?.close();
    });

    const readOnly = (statement: string) =>
      harness.query('console-read', statement, { ...DB, readOnly: true });

    it('serves', async () => {
      expect(await harness.status()).toMatchObject({
        health: 'green',
        members: [{ name: 'm1', role: 'primary', ready: true }],
      });
      expect(await readOnly('SELECT * FROM t')).toEqual([['1', '数据']]);
      expect(
        await readOnly(
          "SELECT NULL, 1.50, x'00ff', DATE '2026-01-02', 9007199254740993",
        ),
      ).toEqual([[null, '1.50', '0x00ff', '2026-01-02', '9007199254740993']]);
    });

    it('lets an owner make functions and triggers, and a writer use them', async () => {
      const run = (statement: string) =>
        harness.query('user-app', statement, DB);
      await run('CREATE FUNCTION twice(n int) RETURNS int RETURN 2 * n');
      await run(
        'CREATE TRIGGER negate BEFORE INSERT ON t FOR EACH ROW SET NEW.id = ABS(NEW.id)',
      );
      await run('CREATE PROCEDURE two() BEGIN SELECT 1; SELECT 2; END');
      expect(await run('SELECT twice(4)')).toEqual([['8']]);
      expect(await run('CALL two()')).toEqual([['1']]);
      expect(
        await harness.query('console-write', 'SELECT twice(4)', DB),
      ).toEqual([['8']]);
    });

    it('leaves no login but the portal’s and the users’', async () => {
      const rows = await harness.query(
        'admin',
        "SELECT User FROM mysql.user WHERE User NOT LIKE 'mysql.%' AND User NOT LIKE 'mariadb.%' ORDER BY 1",
      );
      expect(rows.flat()).toEqual([
        'app',
        'dbaas_admin',
        'dbaas_console_read',
        'dbaas_console_write',
        'dbaas_replication',
      ]);
    });

    describeConsole(() => harness);

    it('takes parameters and sizes', async () => {
      await harness.run(
        'set-parameters',
        {},
        {
          parameters: {
            max_connections: 60,
            tmp_table_size: 32,
            innodb_ft_min_token_size: 4,
          },
        },
      );
      const { resources } = harness.record.spec;
      await harness.run(
        'resize',
        {},
        {
          resources: { ...resources, memoryMib: resources.memoryMib + 64 },
        },
      );
      await harness.run('restart');
      expect(
        await harness.query(
          'admin',
          'SELECT @@max_connections, @@tmp_table_size, @@innodb_ft_min_token_size, @@innodb_buffer_pool_size',
        ),
      ).toEqual([
        [
          '60',
          String(32 << 20),
          '4',
          String((resources.memoryMib / 2 + 32) * 2 ** 20),
        ],
      ]);
    });

    it('makes and drops databases; rights on one end with it', async () => {
      const users = [
        ...harness.record.spec.users,
        { name: 'rep_ort', grants: [{ database: 'app_db', level: 'read' }] },
      ];
      await harness.run('create-user', { user: 'rep_ort' }, { users });
      await harness.run(
        'create-database',
        { database: 'second' },
        { databases: ['app_db', 'second'] },
      );
      await harness.query('user-app', 'CREATE TABLE b (a int)', {
        database: 'second',
      });
      await harness.query('console-read', 'SELECT * FROM b', {
        database: 'second',
      });
      await expect(
        harness.query('user-rep_ort', 'SELECT 1', { database: 'second' }),
      ).rejects.toThrow(/denied/);
      // `_` in a granted name is no wildcard.
      await harness.query('admin', 'CREATE DATABASE appxdb');
      await expect(
        harness.query('user-rep_ort', 'SELECT 1', { database: 'appxdb' }),
      ).rejects.toThrow(/denied/);
      await harness.query('admin', 'DROP DATABASE appxdb');
      await harness.run(
        'drop-database',
        { database: 'second' },
        { databases: ['app_db'] },
      );
      expect(
        await harness.query(
          'admin',
          "SELECT User FROM mysql.db WHERE Db = 'second'",
        ),
      ).toEqual([]);
    });

    it('changes, locks, rotates and drops users', async () => {
      await expect(
        harness.query('user-rep_ort', 'DELETE FROM t', DB),
      ).rejects.toThrow(/denied/);
      const [app] = harness.record.spec.users;
      const writer = {
        name: 'rep_ort',
        grants: [{ database: 'app_db', level: 'write' }],
      };
      await harness.run(
        'alter-user',
        { user: 'rep_ort' },
        { users: [app, writer] },
      );
      await harness.query('user-rep_ort', "INSERT INTO t VALUES (3, 'c')", DB);
      await expect(
        harness.query('user-rep_ort', 'DROP TABLE t', DB),
      ).rejects.toThrow(/denied/);
      const reader = {
        name: 'rep_ort',
        grants: [{ database: 'app_db', level: 'read' }],
      };
      await harness.run(
        'alter-user',
        { user: 'rep_ort' },
        { users: [app, reader] },
      );
      await expect(
        harness.query('user-rep_ort', 'DELETE FROM t', DB),
      ).rejects.toThrow(/denied/);

      const open = await harness.connect('user-rep_ort', DB);
      await harness.run(
        'alter-user',
        { user: 'rep_ort' },
        { users: [app, { ...reader, locked: true }] },
      );
      await expect(harness.connect('user-rep_ort', DB)).rejects.toThrow(
        /locked/i,
      );
      await expect(open.accounts()).rejects.toThrow();
      await open.close();
      const admin = await harness.connect('admin');
      expect(await admin.accounts()).toMatchObject({
        databases: [{ name: 'app_db' }],
        users: [
          {
            name: 'app',
            locked: false,
            grants: [{ database: 'app_db', level: 'owner' }],
          },
          {
            name: 'rep_ort',
            locked: true,
            managed: true,
            grants: [{ database: 'app_db', level: 'read' }],
          },
        ],
      });
      await admin.close();

      await harness.run(
        'alter-user',
        { user: 'rep_ort' },
        { users: [app, reader] },
      );
      const old = await harness.secret('user-rep_ort');
      await harness.run('rotate-password', { user: 'rep_ort' });
      expect((await harness.secret('user-rep_ort')).password).not.toBe(
        old.password,
      );
      await harness.query('user-rep_ort', 'SELECT 1', DB);
      await harness.run('drop-user', { user: 'rep_ort' }, { users: [app] });
      await expect(harness.secret('user-rep_ort')).rejects.toThrow('no secret');
    });

    it('stops, starts and is deleted', async () => {
      await harness.run('stop', {}, { running: false });
      expect((await harness.status()).health).toBe('grey');
      await harness.run('start', {}, { running: true });
      expect(await readOnly('SELECT COUNT(*) FROM t')).toEqual([['3']]);
      await harness.run('delete');
      expect(await bench.platform.resources('local', harness.uid)).toEqual([]);
    });
  });
}
