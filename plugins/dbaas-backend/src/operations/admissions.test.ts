import { Operation } from '@dbaas-portal/plugin-dbaas-common';
import { DatabaseKind, TestDatabaseServer } from '../__testUtils__/databases';
import {
  ALICE,
  ended,
  looks,
  makeInstance,
  requestOf,
  TENANT,
  TestBench,
  until,
} from '../__testUtils__/TestBench';

jest.setTimeout(240_000);

const server = new TestDatabaseServer();
afterAll(() => server.stop());

describe.each<[DatabaseKind]>([['SQLite'], ['PostgreSQL']])(
  'admissions on %s',
  kind => {
    let bench: TestBench;

    beforeEach(async () => {
      const database = await server.make(kind);
      if (!database) {
        throw new Error('No PostgreSQL to test with');
      }
      bench = new TestBench(database);
    });
    afterEach(() => bench.stop());

    it('answers a repeated key with the same operation, after a restart too', async () => {
      const first = await bench.backend();
      const key = { idempotencyKey: 'k1' };
      const created = await first.core.instances.create(
        requestOf(),
        key,
        ALICE,
      );
      await ended(first.core, created.operation.id);
      const second = await bench.backend();
      const again = await second.core.instances.create(requestOf(), key, ALICE);
      expect(again.uid).toBe(created.uid);
      expect(again.operation.id).toBe(created.operation.id);
      await expect(
        second.core.instances.create(requestOf({ name: 'other' }), key, ALICE),
      ).rejects.toMatchObject({ name: 'ConflictError', code: 'key-reused' });
      const bob = { ...ALICE, actor: 'user:default/bob' };
      const ofBob = await second.core.instances.create(
        requestOf({ name: 'bobs' }),
        key,
        bob,
      );
      expect(ofBob.uid).not.toBe(created.uid);
      await ended(second.core, ofBob.operation.id);
      const both = await Promise.all([
        first.core.instances.startOperation(
          created.uid,
          { kind: 'restart' },
          { idempotencyKey: 'k2' },
          ALICE,
        ),
        second.core.instances.startOperation(
          created.uid,
          { kind: 'restart' },
          { idempotencyKey: 'k2' },
          ALICE,
        ),
      ]);
      expect(both[0].id).toBe(both[1].id);
    });

    it('makes one of two instances that ask for one name at once', async () => {
      const a = await bench.backend();
      const b = await bench.backend();
      const asked = await Promise.allSettled(
        [a, b, a, b].map(({ core }) =>
          core.instances.create(requestOf(), {}, ALICE),
        ),
      );
      const made = asked.flatMap(r =>
        r.status === 'fulfilled' ? [r.value] : [],
      );
      const errors = asked.flatMap(r =>
        r.status === 'rejected' ? [r.reason] : [],
      );
      expect(made).toHaveLength(1);
      expect(errors.map(e => [e.name, e.code, e.field])).toEqual(
        Array(3).fill(['ConflictError', 'name-taken', 'name']),
      );
      await ended(a.core, made[0].operation.id);
    });

    it('lets no two requests spend the same quota', async () => {
      await bench.stop();
      const database = await server.make(kind);
      if (!database) {
        throw new Error('No PostgreSQL to test with');
      }
      bench = new TestBench(database, { memoryMib: 3 * 512 + 100 });
      const a = await bench.backend();
      const b = await bench.backend();
      const asked = await Promise.allSettled(
        Array.from({ length: 8 }, (_, i) =>
          (i % 2 ? a : b).core.instances.create(
            requestOf({ name: `orders-${i}` }),
            {},
            ALICE,
          ),
        ),
      );
      const made = asked.flatMap(r =>
        r.status === 'fulfilled' ? [r.value] : [],
      );
      const errors = asked.flatMap(r =>
        r.status === 'rejected' ? [r.reason] : [],
      );
      expect(made).toHaveLength(3);
      expect(errors[0]).toMatchObject({
        code: 'over-quota',
        field: 'resources.memoryMib',
        params: {
          tenant: TENANT,
          resource: 'memoryMib',
          needed: 512,
          free: 100,
        },
      });
      await Promise.all(made.map(m => ended(a.core, m.operation.id)));
      // The surge counts too: 64 MiB while it restarts, of which 100 are left.
      const restarts = await Promise.allSettled(
        made.map((m, i) =>
          (i % 2 ? a : b).core.instances.startOperation(
            m.uid,
            { kind: 'restart' },
            {},
            ALICE,
          ),
        ),
      );
      const started = restarts.flatMap(r =>
        r.status === 'fulfilled' ? [r.value] : [],
      );
      expect(started.length).toBeGreaterThanOrEqual(1);
      await Promise.all(started.map(o => ended(a.core, o.id)));
      const tenant = await a.core.tenants.get(TENANT, ALICE);
      expect(tenant.usage[0].used).toMatchObject({
        memoryMib: 1536,
        instances: 3,
      });
    });

    it('refuses what excludes each other, and lets the rest run together', async () => {
      const { core, knex } = await bench.backend();
      const uid = await makeInstance(core);
      await core.operations.setFleet({ paused: true }, ALICE);
      await looks(knex, 3);
      const ask = (what: Operation['kind'], input = {}) =>
        core.instances.startOperation(uid, { kind: what, input }, {}, ALICE);
      const users = [
        await ask('create-user', { user: 'one', grants: [] }),
        await ask('create-user', { user: 'two', grants: [] }),
      ];
      await expect(
        ask('alter-user', { user: 'app', locked: false }),
      ).resolves.toBeDefined();
      await expect(
        ask('rotate-password', { user: 'app' }),
      ).rejects.toMatchObject({
        code: 'operation-excluded',
        params: { other: 'alter-user', state: 'pending' },
      });
      await expect(ask('stop')).rejects.toMatchObject({
        code: 'operation-excluded',
      });
      await core.operations.setFleet({ paused: false }, ALICE);
      for (const { id } of users) {
        expect((await ended(core, id)).state).toBe('succeeded');
      }
      await until(() => core.index.get(uid)?.activity === undefined);
      const names = core.index.get(uid)?.record.spec.users.map(u => u.name);
      expect(names?.sort()).toEqual(['app', 'one', 'two']);
    });

    it('lists by page, newest first, and filters', async () => {
      const { core } = await bench.backend();
      const uids = [];
      for (const name of ['one-db', 'two-db', 'three-db']) {
        uids.push(await makeInstance(core, { name }));
      }
      const first = await core.operations.list({ limit: 2 }, ALICE);
      expect(first.items.map(o => o.instance.name)).toEqual([
        'three-db',
        'two-db',
      ]);
      const second = await core.operations.list(
        { limit: 2, cursor: first.nextCursor },
        ALICE,
      );
      expect(second.items.map(o => o.instance.name)).toEqual(['one-db']);
      expect(second.nextCursor).toBeUndefined();
      const found = await core.operations.list({ search: 'TWO' }, ALICE);
      expect(found.items).toHaveLength(1);
      const none = await core.operations.list({ search: '%' }, ALICE);
      expect(none.items).toHaveLength(0);
      const only = await core.operations.list({}, ALICE, {
        anyOf: [{ rule: 'tenant', tenants: ['other'] }],
      });
      expect(only.items).toHaveLength(0);
      await expect(
        core.operations.list({ cursor: 'nonsense' }, ALICE),
      ).rejects.toMatchObject({
        name: 'InputError',
        field: 'cursor',
      });
    });
  },
);
