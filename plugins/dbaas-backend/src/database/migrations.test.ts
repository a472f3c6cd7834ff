import {
  DatabaseKind,
  migrations,
  TestDatabaseServer,
} from '../__testUtils__/databases';
import {
  ALICE,
  ended,
  makeInstance,
  requestOf,
  TestBench,
  until,
} from '../__testUtils__/TestBench';

jest.setTimeout(240_000);

const server = new TestDatabaseServer();
afterAll(() => server.stop());

describe.each<[DatabaseKind]>([['SQLite'], ['PostgreSQL']])(
  'migrations on %s',
  kind => {
    it('go up and down again, and leave nothing', async () => {
      const database = await server.make(kind);
      if (!database) {
        throw new Error('No PostgreSQL to test with');
      }
      try {
        const knex = await database.open();
        expect(await knex.schema.hasTable('operations')).toBe(true);
        await knex.migrate.rollback(migrations, true);
        for (const table of [
          'operations',
          'operation_steps',
          'operation_events',
          'request_keys',
          'admissions',
          'fleet_control',
        ]) {
          expect(await knex.schema.hasTable(table)).toBe(false);
        }
        await knex.migrate.latest(migrations);
        expect(await knex('fleet_control').select('paused')).toHaveLength(1);
      } finally {
        await database.drop();
      }
    });

    it('are done once by backends that start at the same moment', async () => {
      const database = await server.make(kind);
      if (!database) {
        throw new Error('No PostgreSQL to test with');
      }
      try {
        const all = await Promise.all([1, 2, 3].map(() => database.open()));
        for (const knex of all) {
          expect(await knex('fleet_control').select('paused')).toHaveLength(1);
        }
      } finally {
        await database.drop();
      }
    });

    it('take the newer ones back, and keep what the ledger holds', async () => {
      const database = await server.make(kind);
      if (!database) {
        throw new Error('No PostgreSQL to test with');
      }
      const bench = new TestBench(database);
      try {
        const { core, knex } = await bench.backend();
        await makeInstance(core);
        const steps = await knex('operation_steps').select('step_id');
        expect(steps.length).toBeGreaterThan(0);
        await core.stop();
        expect(await knex.schema.hasTable('terminals')).toBe(true);
        await knex.migrate.down(migrations);
        expect(await knex.schema.hasTable('terminals')).toBe(false);
        await knex.migrate.down(migrations);
        expect(await knex.schema.hasColumn('operations', 'standing')).toBe(
          false,
        );
        expect(await knex('operation_steps').select('step_id')).toEqual(steps);
        await knex.migrate.latest(migrations);
        const next = await bench.backend();
        const { items } = await next.core.operations.list({}, ALICE);
        expect(items).toMatchObject([{ kind: 'create', state: 'succeeded' }]);
      } finally {
        await bench.stop();
      }
    });

    it('take operations in flight along to the next release', async () => {
      const database = await server.make(kind);
      if (!database) {
        throw new Error('No PostgreSQL to test with');
      }
      const bench = new TestBench(database);
      try {
        const old = await bench.backend();
        bench.world.fault({
          step: 'apply',
          how: 'wait',
          until: new Promise(() => {}),
        });
        const { operation } = await old.core.instances.create(
          requestOf(),
          {},
          ALICE,
        );
        await until(() => bench.world.executions.length > 0);
        await old.core.stop();
        // What a later release's migration does: adds, with a default.
        await old.knex.schema.alterTable('operations', table => {
          table.string('ticket', 40).defaultTo('none');
        });
        const next = await bench.backend();
        const done = await ended(next.core, operation.id);
        expect(done).toMatchObject({ state: 'succeeded', attempt: 1 });
        expect([...bench.world.made.values()].every(n => n === 1)).toBe(true);
      } finally {
        await bench.stop();
      }
    });
  },
);
