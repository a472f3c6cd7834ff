import { EngineHarness } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { mariadbFlavour } from '../engines/mariadb/flavour';
import { mysqlFlavour } from '../engines/mysql/flavour';
import { ProcessesKind } from '../processes/kind';
import { MysqlDriver } from '../protocol/MysqlDriver';
import { Bench } from './bench';

const CIPHER = "SHOW SESSION STATUS LIKE 'Ssl_cipher'";

/** Members that speak to clients and to each other by TLS alone. */
// eslint-disable-next-line jest/no-export -- a suite that test files share
export function describeTls(
  kind: ProcessesKind,
  ports: { from: number; to: number },
  shape: { topology: string; members: number },
): void {
  describe(`${kind.descriptor.name} with TLS as ${shape.topology}`, () => {
    let bench: Bench;
    let harness: EngineHarness;

    beforeAll(async () => {
      bench = await Bench.open(kind, ports);
      harness = bench.harness();
      await harness.create(await bench.spec({ ...shape, tls: true }));
      await harness.query('user-app', 'CREATE TABLE t (id int)', {
        database: 'app_db',
      });
    });

    afterAll(async () => {
      await bench?.close();
    });

    it('encrypts every session and refuses those that are not', async () => {
      const { endpoints } = await harness.status();
      for (const { host, port, tls, member } of endpoints) {
        expect(tls).toBe(true);
        const [[, cipher]] = await harness.query('user-app', CIPHER, {
          ...(member ? { member } : {}),
        });
        expect(cipher).toMatch(/[A-Z]/);
        await expect(
          new MysqlDriver([mariadbFlavour, mysqlFlavour]).connect({
            host,
            port,
            tls: false,
            credential: await harness.secret('user-app'),
            applicationName: 'test',
            connectTimeoutMs: 10_000,
          }),
          // One server says why; for the other it is as good as a wrong login.
        ).rejects.toThrow(/insecure transport|access denied/i);
      }
    });

    it('encrypts what members send each other', async () => {
      await harness.run('switchover', { member: 'm2' });
      await harness.query('user-app', 'INSERT INTO t VALUES (1)', {
        database: 'app_db',
      });
      await harness.until(s => s.health === 'green');
      const end = Date.now() + 30_000;
      let rows: unknown[] = [];
      while (rows.length === 0 && Date.now() < end) {
        rows = await harness.query('user-app', 'SELECT id FROM t', {
          database: 'app_db',
          member: 'm1',
        });
      }
      expect(rows).toEqual([['1']]);
    });
  });
}
