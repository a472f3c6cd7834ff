import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { unseen } from '../access/refusals';
import { InstanceIndex } from '../instances/InstanceIndex';
import {
  DatabaseKind,
  migrations,
  TestDatabase,
  TestDatabaseServer,
} from '../__testUtils__/databases';
import { ALICE } from '../__testUtils__/TestBench';
import { AuditStore } from './AuditStore';
import { DatabaseAuditLog } from './DatabaseAuditLog';
import { csvField, csvLine } from './exportFormats';

jest.setTimeout(240_000);

const NO_INSTANCES: Pick<
  InstanceIndex,
  'all' | 'scope' | 'tenants' | 'tenantScope'
> = {
  all: () => [],
  scope: () => undefined,
  tenants: () => [],
  tenantScope: () => undefined,
};

describe('the audit', () => {
  const server = new TestDatabaseServer();
  afterAll(() => server.stop());

  describe.each<DatabaseKind>(['SQLite', 'PostgreSQL'])('on %s', kind => {
    let database: TestDatabase | undefined;
    let knex: Knex;
    let log: DatabaseAuditLog;

    beforeEach(async () => {
      database = await server.make(kind);
      if (!database) {
        throw new Error(`There is no ${kind} here`);
      }
      knex = await database.open();
      log = new DatabaseAuditLog({
        store: new AuditStore(knex, NO_INSTANCES),
        auditor: mockServices.auditor.mock({
          createEvent: async () => ({
            success: async () => {},
            fail: async () => {},
          }),
        }),
        logger: mockServices.logger.mock(),
        retentionDays: 30,
      });
    });

    afterEach(() => database?.drop());

    const write = async (tenant: string, n: number) => {
      for (let i = 0; i < n; i++) {
        const entry = { action: 'instance-update', tenant, details: { i } };
        await log.record(entry, ALICE, async () => 1);
      }
    };

    it('tells success, failure and denial, and no message', async () => {
      await write('shop', 1);
      const failing = (error: Error) =>
        log.record({ action: 'x' }, ALICE, async () => {
          throw error;
        });
      const leak = Object.assign(new Error('row (hunter2) exists'), {
        code: 'Q1',
      });
      await expect(failing(leak)).rejects.toThrow('hunter2');
      await expect(failing(unseen('y'))).rejects.toThrow();
      const { items } = await log.list({}, ALICE, 'all');
      expect(items.map(i => i.outcome)).toEqual([
        'denied',
        'failed',
        'succeeded',
      ]);
      expect(items[1].details).toEqual({ error: 'Error', code: 'Q1' });
      expect(JSON.stringify(items)).not.toContain('hunter2');
    });

    it('pages by key, filters by scope and exports everything', async () => {
      await write('a', 7);
      await write('b', 3);
      const filter = { rule: 'tenant' as const, tenants: ['a'] };
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await log.list({ limit: 3, cursor }, ALICE, filter);
        seen.push(...page.items.map(i => `${i.tenant} ${i.details.i}`));
        cursor = page.nextCursor;
      } while (cursor);
      expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map(i => `a ${i}`));
      const exported = [];
      for await (const page of log.export({ tenant: 'b' }, ALICE, 'all')) {
        exported.push(...page);
      }
      expect(exported.map(r => r.details.i)).toEqual([0, 1, 2]);
      await expect(
        log.list({ cursor: "1'" }, ALICE, 'all'),
      ).rejects.toMatchObject({ field: 'cursor' });
      expect((await log.list({}, ALICE)).items).toEqual([]);
      const none = { not: filter };
      expect((await log.list({}, ALICE, none)).items).toEqual([]);
    });

    it('refuses every change, and all deletion but the retention', async () => {
      await write('a', 2);
      const table = () => knex('audit_records');
      await expect(table().update({ actor: 'nobody' })).rejects.toThrow();
      await expect(table().delete()).rejects.toThrow();
      expect(await log.purge()).toBe(0);
      const later = new Date(Date.now() + 31 * 24 * 3600 * 1000);
      await expect(table().delete()).rejects.toThrow();
      expect(await log.purge(later)).toBe(2);
      await write('a', 1);
      await expect(table().delete()).rejects.toThrow();
    });

    it('can be taken back and made again', async () => {
      await write('a', 1);
      await knex.migrate.rollback(migrations, true);
      expect(await knex.schema.hasTable('audit_records')).toBe(false);
      await knex.migrate.latest(migrations);
      await write('a', 1);
    });
  });

  it('exports nothing that a spreadsheet would calculate', () => {
    expect(csvField('=1+1')).toBe(`"'=1+1"`);
    expect(csvField('@SUM(A1)')).toBe(`"'@SUM(A1)"`);
    expect(csvField('-2')).toBe(`"'-2"`);
    expect(csvField('a "b", c')).toBe('"a ""b"", c"');
    expect(csvField('plain')).toBe('plain');
    const line = csvLine({
      id: '1',
      at: '2026-01-01T00:00:00.000Z',
      actor: '+user',
      action: 'x',
      outcome: 'failed',
      details: { a: '=1' },
    });
    expect(line).toContain(`,"'+user",`);
    expect(line.endsWith('\r\n')).toBe(true);
  });
});
