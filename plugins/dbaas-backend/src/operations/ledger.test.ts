import { Operation } from '@dbaas-portal/plugin-dbaas-common';
import { DatabaseKind, TestDatabaseServer } from '../testing/databases';
import {
  ALICE,
  ended,
  makeInstance,
  requestOf,
  TENANT,
  TestBench,
  until,
} from '../testing/TestBench';
import { DatabaseClaimStore } from './DatabaseClaimStore';

jest.setTimeout(60_000);

const server = new TestDatabaseServer();
afterAll(() => server.stop());

const refused = new Error('The disk is full');

describe.each<[DatabaseKind]>([['SQLite'], ['PostgreSQL']])(
  'the ledger on %s',
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

    it('lets two backends do each operation once', async () => {
      // Fewer at once than there are, so that each gets some.
      const dbaas = { operations: { concurrency: 2, pollSeconds: 0.05 } };
      const a = await bench.backend({ dbaas });
      const b = await bench.backend({ dbaas });
      const names = Array.from({ length: 10 }, (_, i) => `orders-${i}`);
      const uids = await Promise.all(
        names.map((name, i) => makeInstance((i % 2 ? a : b).core, { name })),
      );
      expect(new Set(uids).size).toBe(10);
      const executed = bench.world.executions.map(
        e => `${e.operation} ${e.step}`,
      );
      expect(new Set(executed).size).toBe(executed.length);
      const rows = await a.knex('operations').select('claimed_by').distinct();
      expect(rows).toHaveLength(2);
    });

    it('takes an operation from a backend whose lease ended', async () => {
      let held: (() => void) | undefined;
      const hold = new Promise<void>(resolve => {
        held = resolve;
      });
      bench.world.fault({ step: 'apply', how: 'wait', until: hold });
      class Stalled extends DatabaseClaimStore {
        async heartbeat(): Promise<void> {
          throw new Error('The database does not answer');
        }
      }
      const knexOfA = await (
        await bench.backend({ canExecute: () => false })
      ).knex;
      let aWorks = true;
      const a = await bench.backend({
        knex: knexOfA,
        claims: new Stalled(knexOfA),
        canExecute: () => aWorks,
      });
      const { operation } = await a.core.instances.create(
        requestOf(),
        {},
        ALICE,
      );
      await until(() => bench.world.executions.some(e => e.step === 'apply'));
      aWorks = false;
      const b = await bench.backend();
      const after = await ended(b.core, operation.id);
      expect(after.state).toBe('succeeded');
      held?.();
      // What the first one was doing was aborted, and it wrote nothing more.
      await new Promise(resolve => setTimeout(resolve, 200));
      expect(await b.core.operations.get(operation.id, ALICE)).toEqual(after);
      expect([...bench.world.made.values()].every(n => n === 1)).toBe(true);
      expect(
        after.events.some(e => e.text.en.startsWith('Taken up again')),
      ).toBe(true);
    });

    it('waits for a backend that can execute there', async () => {
      const a = await bench.backend({ canExecute: () => false });
      const { operation } = await a.core.instances.create(
        requestOf(),
        {},
        ALICE,
      );
      await new Promise(resolve => setTimeout(resolve, 300));
      expect((await a.core.operations.get(operation.id, ALICE)).state).toBe(
        'pending',
      );
      await bench.backend();
      expect((await ended(a.core, operation.id)).state).toBe('succeeded');
    });

    it('fails clearly, retries from the failed step, and tells what exists', async () => {
      const { core } = await bench.backend();
      bench.world.fault({ step: 'database-app', how: 'fail', error: refused });
      bench.world.fault({
        step: 'create-database',
        how: 'fail',
        error: refused,
      });
      const { operation, uid } = await core.instances.create(
        requestOf(),
        {},
        ALICE,
      );
      const failed = await ended(core, operation.id);
      expect(failed).toMatchObject({
        state: 'failed',
        can: { cancel: false, retry: true, cleanUp: true },
        reason: { code: 'step-failed' },
        remains: { en: 'These exist: FakeServer m0.' },
      });
      // The error's own words may hold data; they stay in the log.
      expect(JSON.stringify(failed)).not.toContain('disk is full');
      expect(failed.steps.map(s => s.state)).toEqual([
        'succeeded',
        'succeeded',
        'succeeded',
        'succeeded',
        'failed',
        'skipped',
        'skipped',
      ]);
      const again = await core.operations.retry(operation.id, ALICE);
      expect(again).toMatchObject({ state: 'pending', attempt: 2 });
      expect((await ended(core, operation.id)).state).toBe('succeeded');
      expect(
        bench.world.executions.filter(e => e.step === 'apply'),
      ).toHaveLength(1);
      expect(core.index.get(uid)?.record.phase).toBe('active');
    });

    it('cleans up a failed create until nothing is left', async () => {
      const { core } = await bench.backend();
      bench.world.fault({
        step: 'create-database',
        how: 'fail',
        error: refused,
      });
      const { operation, uid } = await core.instances.create(
        requestOf(),
        {},
        ALICE,
      );
      await ended(core, operation.id);
      expect(bench.world.leftOf(uid).length).toBeGreaterThan(2);
      await core.operations.cleanUp(operation.id, ALICE);
      const cleaned = await ended(core, operation.id);
      expect(cleaned).toMatchObject({
        state: 'cancelled',
        reason: { code: 'cleaned-up' },
        can: { retry: false, cleanUp: false },
      });
      expect(bench.world.leftOf(uid)).toEqual([]);
      await makeInstance(core);
    });

    it('leads a failed change back to what was before', async () => {
      const { core } = await bench.backend();
      const uid = await makeInstance(core);
      await core.instances.update(
        uid,
        {
          revision: core.index.get(uid)?.record.revision ?? 0,
          description: 'mine',
        },
        ALICE,
      );
      bench.world.fault({ step: 'apply', how: 'fail-after', error: refused });
      const operation = await core.instances.startOperation(
        uid,
        {
          kind: 'set-parameters',
          input: { parameters: { max_connections: 500 } },
        },
        {},
        ALICE,
      );
      await ended(core, operation.id);
      expect(core.index.get(uid)?.record.spec.parameters).toEqual({
        max_connections: 500,
      });
      await core.operations.cleanUp(operation.id, ALICE);
      expect((await ended(core, operation.id)).state).toBe('cancelled');
      expect(core.index.get(uid)?.record.spec).toMatchObject({
        parameters: {},
        description: 'mine',
      });
    });

    it('does not believe a step that lies', async () => {
      const { core } = await bench.backend();
      const uid = await makeInstance(core);
      bench.world.fault({ step: 'apply', how: 'lie' });
      const stop = await core.instances.startOperation(
        uid,
        { kind: 'stop' },
        {},
        ALICE,
      );
      await until(async () =>
        (
          await core.operations.get(stop.id, ALICE)
        ).steps.some(s => s.id === 'stopped' && s.state === 'running'),
      );
      await new Promise(resolve => setTimeout(resolve, 400));
      expect((await core.operations.get(stop.id, ALICE)).state).toBe('running');
      await core.operations.cancel(stop.id, ALICE);
      expect((await ended(core, stop.id)).state).toBe('cancelled');
      expect(core.index.get(uid)?.record.spec.running).toBe(true);
    });

    it('tries again what passes by itself', async () => {
      const { core } = await bench.backend();
      bench.world.fault({
        step: 'apply',
        how: 'fail',
        times: 2,
        error: Object.assign(new Error('busy'), { code: 'ECONNREFUSED' }),
      });
      const { operation } = await core.instances.create(requestOf(), {}, ALICE);
      const done = await ended(core, operation.id);
      expect(done.state).toBe('succeeded');
      expect(done.events.filter(e => e.level === 'warning')).toHaveLength(2);
    });

    it('waits for a location that is away, and forgets nothing', async () => {
      const { core } = await bench.backend();
      const uid = await makeInstance(core);
      bench.world.setUnreachable(true);
      const shown = await until(() => {
        const found = core.index.get(uid);
        return found?.status.health === 'grey' && found;
      });
      expect(shown.status.reasons).toMatchObject([
        { code: 'fake-unreachable' },
      ]);
      await expect(
        core.instances.startOperation(uid, { kind: 'restart' }, {}, ALICE),
      ).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        code: 'location-unreachable',
      });
      bench.world.setUnreachable(false);
      await until(() => core.index.get(uid)?.status.health === 'green');
    });

    it('cancels what waits at once, and what runs at the next step', async () => {
      const idle = await bench.backend({ canExecute: () => false });
      const waiting = await idle.core.instances.create(requestOf(), {}, ALICE);
      expect(
        await idle.core.operations.cancel(waiting.operation.id, ALICE),
      ).toMatchObject({
        state: 'cancelled',
        reason: { code: 'cancelled' },
      });
      const { core } = await bench.backend();
      let go: (() => void) | undefined;
      const gate = new Promise<void>(resolve => {
        go = resolve;
      });
      bench.world.fault({ step: 'apply', how: 'wait', until: gate });
      const { operation, uid } = await core.instances.create(
        requestOf(),
        {},
        ALICE,
      );
      await until(() => bench.world.executions.some(e => e.uid === uid));
      await core.operations.cancel(operation.id, ALICE);
      go?.();
      const cancelled = await ended(core, operation.id);
      expect(cancelled).toMatchObject({
        state: 'cancelled',
        reason: { code: 'cancelled' },
      });
      expect(bench.world.leftOf(uid)).toEqual([]);
      await expect(
        core.operations.cancel(operation.id, ALICE),
      ).rejects.toMatchObject({
        code: 'not-cancellable',
      });
    });

    it('does not cancel beyond the point of no return', async () => {
      const { core } = await bench.backend();
      const uid = await makeInstance(core);
      let go: (() => void) | undefined;
      const gate = new Promise<void>(resolve => {
        go = resolve;
      });
      bench.world.fault({ step: 'remove', how: 'wait', until: gate });
      const operation = await core.instances.startOperation(
        uid,
        { kind: 'delete', input: { confirm: 'orders' } },
        {},
        ALICE,
      );
      await until(() => bench.world.executions.some(e => e.step === 'remove'));
      await expect(
        core.operations.cancel(operation.id, ALICE),
      ).rejects.toMatchObject({
        name: 'ConflictError',
        code: 'not-cancellable',
      });
      go?.();
      expect((await ended(core, operation.id)).state).toBe('succeeded');
    });

    it('lets everything wait while the fleet is paused', async () => {
      const { core } = await bench.backend();
      await core.operations.setFleet(
        { paused: true, note: 'maintenance' },
        ALICE,
      );
      expect(await core.operations.fleet(ALICE)).toMatchObject({
        paused: true,
        actor: ALICE.actor,
        note: 'maintenance',
      });
      const { operation } = await core.instances.create(requestOf(), {}, ALICE);
      await new Promise(resolve => setTimeout(resolve, 300));
      expect((await core.operations.get(operation.id, ALICE)).state).toBe(
        'pending',
      );
      await core.operations.setFleet({ paused: false }, ALICE);
      expect((await ended(core, operation.id)).state).toBe('succeeded');
    });

    it('asks again, when it begins, whether the actor still may', async () => {
      const recheck = jest.fn(async (_: Operation) => ({
        code: 'no-longer-allowed',
        text: { en: 'Not any more', zh: '已无权' },
      }));
      const { core } = await bench.backend({ recheck });
      const { operation, uid } = await core.instances.create(
        requestOf(),
        {},
        ALICE,
      );
      expect(await ended(core, operation.id)).toMatchObject({
        state: 'failed',
        reason: { code: 'no-longer-allowed' },
      });
      expect(bench.world.leftOf(uid)).toEqual([]);
      expect(recheck.mock.calls[0][0]).toMatchObject({
        actor: ALICE.actor,
        kind: 'create',
      });
    });

    it('fails clearly for a kind that it does not know', async () => {
      const { core, knex } = await bench.backend({ start: false });
      const { operation } = await core.instances
        .create(requestOf(), {}, ALICE)
        .catch(async () => {
          await core.start();
          await core.operations.setFleet({ paused: true }, ALICE);
          return core.instances.create(requestOf(), {}, ALICE);
        });
      await knex('operations')
        .where({ id: operation.id })
        .update({ kind: 'teleport' });
      await core.operations.setFleet({ paused: false }, ALICE);
      expect(await ended(core, operation.id)).toMatchObject({
        state: 'failed',
        reason: { code: 'kind-unknown', params: { kind: 'teleport' } },
      });
    });

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
      const { core } = await bench.backend();
      const uid = await makeInstance(core);
      await core.operations.setFleet({ paused: true }, ALICE);
      const ask = (kind: Operation['kind'], input = {}) =>
        core.instances.startOperation(uid, { kind, input }, {}, ALICE);
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
