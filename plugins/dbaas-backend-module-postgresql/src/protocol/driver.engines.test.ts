import { DatabaseError } from '@dbaas-portal/plugin-dbaas-node';
import { Corridor } from '../__testUtils__/Corridor';
import { framesOf, rowsOf, specOf } from '../__testUtils__/shapes';
import { postgresqlDriver } from './driver';

jest.setTimeout(600_000);

describe('the driver on a real server', () => {
  let corridor: Corridor;
  beforeAll(async () => {
    corridor = await Corridor.open();
    await corridor.harness.create(specOf());
  });
  afterAll(async () => {
    await corridor.close();
  });

  const withSession = async <T>(
    work: (session: Awaited<ReturnType<Corridor['connect']>>) => Promise<T>,
    secret = 'console-write',
  ): Promise<T> => {
    const session = await corridor.connect(secret, 'shop');
    try {
      return await work(session);
    } finally {
      await session.close();
    }
  };

  it('passes the server’s own text on, with names and types', async () => {
    const frames = await withSession(session =>
      framesOf(
        session,
        `SELECT 12345678901234567890.5::numeric AS n, 'infinity'::date AS d,
                NULL::int[] AS a, '{"k": 1}'::json AS j`,
      ),
    );
    expect(frames).toEqual([
      {
        type: 'columns',
        columns: [
          { name: 'n', dataType: 'numeric' },
          { name: 'd', dataType: 'date' },
          { name: 'a', dataType: 'integer[]' },
          { name: 'j', dataType: 'json' },
        ],
      },
      {
        type: 'rows',
        rows: [['12345678901234567890.5', 'infinity', null, '{"k": 1}']],
      },
      { type: 'end', command: 'SELECT', rowCount: 1, truncated: false },
    ]);
  });

  it('cuts at rows and at bytes, and is usable afterwards', async () => {
    await withSession(async session => {
      const many = 'SELECT g FROM generate_series(1, 1000000) AS g';
      const byRows = await framesOf(session, many, { maxRows: 120 });
      expect(byRows.at(-1)).toMatchObject({ rowCount: 120, truncated: true });
      const byBytes = await framesOf(session, many, {
        maxRows: 1e6,
        maxBytes: 5000,
      });
      expect(byBytes.at(-1)).toMatchObject({ truncated: true });
      const exact = 'SELECT g FROM generate_series(1, 120) AS g';
      expect(
        (await framesOf(session, exact, { maxRows: 120 })).at(-1),
      ).toMatchObject({ rowCount: 120, truncated: false });
      for await (const frame of session.run(many, {
        readOnly: true,
        maxRows: 1e6,
        maxBytes: 1e9,
        timeoutMs: 5000,
      })) {
        if (frame.type === 'rows') {
          break; // The reader has seen enough.
        }
      }
      expect(await rowsOf(session, 'SELECT 1')).toEqual([['1']]);
    });
  });

  it('tells code and position of an error, and goes on', async () => {
    await withSession(async session => {
      const failed = rowsOf(session, 'SELECT nothing FROM nowhere');
      await expect(failed).rejects.toBeInstanceOf(DatabaseError);
      await expect(failed).rejects.toMatchObject({
        code: '42P01',
        position: 21,
      });
      await expect(rowsOf(session, 'SELECT 1; SELECT 2')).rejects.toMatchObject(
        { code: '42601' },
      );
      expect(await rowsOf(session, 'SELECT 1')).toEqual([['1']]);
    });
  });

  it('survives COPY to and from the client', async () => {
    await withSession(async session => {
      for (const copy of ['COPY (SELECT 1) TO STDOUT', 'COPY x FROM STDIN']) {
        await expect(rowsOf(session, copy)).rejects.toMatchObject({
          code: '0A000',
        });
      }
      expect(await rowsOf(session, 'SELECT 1')).toEqual([['1']]);
    });
  });

  it('lets nothing out of a read-only run, whatever is tried', async () => {
    await withSession(session =>
      rowsOf(session, 'CREATE TABLE safe AS SELECT 1 AS v'),
    );
    const attempts = [
      'DELETE FROM safe',
      'SET TRANSACTION READ WRITE',
      'COMMIT',
      'SET default_transaction_read_only = off',
      'SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE',
      "SELECT set_config('transaction_read_only', 'off', false)",
      'DELETE FROM safe',
      'DO $$ BEGIN COMMIT; DELETE FROM safe; END $$',
    ];
    for (const login of ['console-read', 'console-write']) {
      await withSession(async session => {
        for (const attempt of attempts) {
          await rowsOf(session, attempt, { readOnly: true }).catch(() => {});
        }
        expect(await rowsOf(session, 'TABLE safe', { readOnly: true })).toEqual(
          [['1']],
        );
      }, login);
    }
    await withSession(async session => {
      await rowsOf(session, 'SET default_transaction_read_only = off');
      await expect(rowsOf(session, 'DELETE FROM safe')).rejects.toMatchObject({
        code: '42501',
      });
      await expect(
        rowsOf(session, "SET temp_file_limit = '-1'"),
      ).rejects.toMatchObject({ code: '42501' });
    }, 'console-read');
  });

  it('ends what takes too long, and cancels from elsewhere', async () => {
    await withSession(async session => {
      await expect(
        rowsOf(session, 'SELECT pg_sleep(20)', { timeoutMs: 300 }),
      ).rejects.toMatchObject({ code: '57014' });
      const { endpoints } = await corridor.status();
      // Without a limit of its own that could end it as well.
      const running = rowsOf(session, 'SELECT pg_sleep(60)', {
        timeoutMs: 60_000,
      }).catch(error => error);
      const since = Date.now();
      await new Promise(resolve => setTimeout(resolve, 300));
      await postgresqlDriver.cancel(
        {
          ...endpoints.find(e => e.role === 'rw')!,
          credential: await corridor.secret('console-write'),
          database: 'shop',
          applicationName: 'test',
          connectTimeoutMs: 3000,
        },
        session.serverProcess,
      );
      expect(await running).toMatchObject({ code: '57014' });
      expect(Date.now() - since).toBeLessThan(30_000);
      expect(await rowsOf(session, 'SELECT 1')).toEqual([['1']]);
    });
  });

  it('comes to an end when the connection breaks in the middle', async () => {
    const session = await corridor.connect('console-write', 'shop');
    const outcome = framesOf(session, 'SELECT pg_sleep(20)').catch(e => e);
    await new Promise(resolve => setTimeout(resolve, 300));
    const admin = await corridor.connect('admin');
    await rowsOf(
      admin,
      `SELECT pg_terminate_backend(${session.serverProcess})`,
    );
    await admin.close();
    expect(await outcome).toBeInstanceOf(Error);
    await session.close();
  });

  it('passes notices on', async () => {
    const frames = await withSession(session =>
      framesOf(session, "DO $$ BEGIN RAISE NOTICE 'hello'; END $$"),
    );
    expect(frames).toContainEqual({ type: 'notice', text: 'hello' });
  });
});
