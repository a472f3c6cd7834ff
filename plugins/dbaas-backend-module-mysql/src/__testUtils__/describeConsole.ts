import { DatabaseError, Frame } from '@dbaas-portal/plugin-dbaas-node';
import { EngineHarness } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { mariadbFlavour } from '../engines/mariadb/flavour';
import { mysqlFlavour } from '../engines/mysql/flavour';
import { MysqlDriver } from '../protocol/MysqlDriver';

const DB = { database: 'app_db' };
const LIMITS = {
  readOnly: true,
  maxRows: 10,
  maxBytes: 1e6,
  timeoutMs: 5_000,
};
const MANY =
  'SELECT a.TABLE_NAME FROM information_schema.COLUMNS a, information_schema.COLUMNS b';
const ENDLESS =
  'SELECT COUNT(*) FROM information_schema.COLUMNS a, information_schema.COLUMNS b, information_schema.COLUMNS c';

async function collect(frames: AsyncIterable<Frame>): Promise<Frame[]> {
  const all: Frame[] = [];
  for await (const frame of frames) {
    all.push(frame);
  }
  return all;
}

/** What the console's logins can and cannot do with an instance's table `t`. */
// eslint-disable-next-line jest/no-export -- a suite that test files share
export function describeConsole(instance: () => EngineHarness): void {
  describe('by the console', () => {
    const readOnly = (statement: string) =>
      instance().query('console-read', statement, { ...DB, readOnly: true });

    it.each([
      'CREATE TABLE x (a int)',
      'DROP TABLE t',
      'DELETE FROM t',
      "SET PASSWORD = 'x'",
      "ALTER USER USER() IDENTIFIED BY 'x'",
      'KILL 1',
      'COMMIT',
      '/*!50000 DELETE FROM t */',
      "SELECT 1 INTO OUTFILE '/tmp/x'",
      'SELECT * FROM mysql.user',
      'SELECT * FROM mysql.db',
      'WITH a AS (SELECT 1) SELECT * FROM t FOR UPDATE; DROP TABLE t',
      'SELECT 1; SELECT 2',
      'CALL sys.ps_setup_show_enabled_instruments()',
    ])('refuses %s to a reader', async statement => {
      await expect(readOnly(statement)).rejects.toThrow();
    });

    it('reads no file and nothing after LOAD_FILE', async () => {
      expect(await readOnly("SELECT LOAD_FILE('/etc/passwd')")).toEqual([
        [null],
      ]);
      await expect(
        instance().query(
          'console-write',
          "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE t",
          DB,
        ),
      ).rejects.toThrow();
    });

    it('does not write in a read-only run, whoever asks', async () => {
      await expect(
        instance().query('admin', 'DELETE FROM app_db.t', { readOnly: true }),
      ).rejects.toThrow(/Only reading/);
      await instance().query(
        'console-write',
        "INSERT INTO t VALUES (2, 'b')",
        DB,
      );
      await expect(
        instance().query('console-write', "SET PASSWORD = 'x'", DB),
      ).rejects.toThrow(/console/);
    });

    it('cuts long results and goes on afterwards', async () => {
      const session = await instance().connect('console-read', DB);
      for (let i = 0; i < 2; i++) {
        const frames = await collect(session.run(MANY, LIMITS));
        expect(frames.at(-1)).toMatchObject({ rowCount: 10, truncated: true });
      }
      const begun = Date.now();
      await expect(
        collect(session.run(ENDLESS, { ...LIMITS, timeoutMs: 500 })),
      ).rejects.toThrow();
      expect(Date.now() - begun).toBeLessThan(10_000);
      expect(await collect(session.run('SELECT 1', LIMITS))).toHaveLength(3);
      await session.close();
    });

    it('reads as fast as it is asked, in small pieces', async () => {
      const session = await instance().connect('console-read', DB);
      let rows = 0;
      let largest = 0;
      const frames = session.run(MANY, {
        ...LIMITS,
        maxRows: 50_000,
        maxBytes: 1e8,
        timeoutMs: 60_000,
      });
      for await (const frame of frames) {
        if (frame.type === 'rows') {
          rows += frame.rows.length;
          largest = Math.max(largest, frame.rows.length);
          await new Promise(resolve => setTimeout(resolve, 2));
        }
      }
      expect(rows).toBe(50_000);
      expect(largest).toBeLessThanOrEqual(500);
      await session.close();
    });

    it('is cancelled from another connection, and goes on', async () => {
      const session = await instance().connect('console-read', DB);
      const { endpoints } = await instance().status();
      const endpoint = endpoints.find(e => e.role === 'rw');
      const credential = await instance().secret('console-read');
      const outcome = collect(
        session.run(ENDLESS, { ...LIMITS, timeoutMs: 60_000 }),
      ).catch(error => error);
      await new Promise(resolve => setTimeout(resolve, 300));
      await new MysqlDriver([mariadbFlavour, mysqlFlavour]).cancel(
        {
          host: endpoint?.host ?? '',
          port: endpoint?.port ?? 0,
          tls: false,
          credential,
          applicationName: 'test',
          connectTimeoutMs: 5_000,
        },
        session.serverProcess,
      );
      expect(await outcome).toBeInstanceOf(DatabaseError);
      expect(await collect(session.run('SELECT 1', LIMITS))).toHaveLength(3);
      await session.close();
    });
  });
}
