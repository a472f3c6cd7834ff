import { ConfigReader } from '@backstage/config';
import { Operation, TenantRole } from '@dbaas-portal/plugin-dbaas-common';
import { FAKE_LOCATION } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { recheckActor } from '../access/recheck';
import { ServiceGrants } from '../access/ServiceGrants';
import { DatabaseKind, TestDatabaseServer } from '../__testUtils__/databases';
import {
  ALICE,
  ended,
  gate,
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
  'control on %s',
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
      const { opened, open } = gate();
      bench.world.fault({ step: 'apply', how: 'wait', until: opened });
      const { operation, uid } = await core.instances.create(
        requestOf(),
        {},
        ALICE,
      );
      await until(() => bench.world.executions.some(e => e.uid === uid));
      await core.operations.cancel(operation.id, ALICE);
      open();
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
      const { opened, open } = gate();
      bench.world.fault({ step: 'remove', how: 'wait', until: opened });
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
      open();
      expect((await ended(core, operation.id)).state).toBe('succeeded');
    });

    it('lets everything wait while the fleet is paused', async () => {
      const { core, knex } = await bench.backend();
      const other = await bench.backend();
      const heard: string[] = [];
      other.core.onUnrecorded(({ id, state }) => heard.push(`${id} ${state}`));
      await core.operations.setFleet(
        { paused: true, note: 'maintenance' },
        ALICE,
      );
      // Who looked before the switch may still claim; who looks now may not.
      await looks(knex, 3);
      expect(await core.operations.fleet(ALICE)).toMatchObject({
        paused: true,
        actor: ALICE.actor,
        note: 'maintenance',
      });
      const { operation } = await core.instances.create(requestOf(), {}, ALICE);
      await looks(knex, 3);
      expect((await core.operations.get(operation.id, ALICE)).state).toBe(
        'pending',
      );
      // Nothing is there to be seen yet, and yet who looks is told, anywhere.
      await until(() => heard.includes(`${operation.id} pending`));
      await core.operations.setFleet({ paused: false }, ALICE);
      expect((await ended(core, operation.id)).state).toBe('succeeded');
    });

    it('does the step again, on a retry, whose effect never came', async () => {
      let ahead = 0;
      const clock = () => new Date(Date.now() + ahead);
      const { core } = await bench.backend({ clock });
      const uid = await makeInstance(core);
      bench.world.fault({ step: 'apply', how: 'lie' });
      const { id } = await core.instances.startOperation(
        uid,
        { kind: 'stop' },
        {},
        ALICE,
      );
      await until(async () =>
        (
          await core.operations.get(id, ALICE)
        ).steps.some(s => s.id === 'stopped' && s.state === 'running'),
      );
      ahead = 60_000;
      const failed = await ended(core, id);
      expect(failed).toMatchObject({
        state: 'failed',
        reason: { code: 'step-timed-out' },
      });
      await core.operations.retry(id, ALICE);
      expect((await ended(core, id)).state).toBe('succeeded');
      expect(
        bench.world.executions.filter(
          e => e.operation === id && e.action === 'apply',
        ),
      ).toHaveLength(2);
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

    it('looks once more at protection and quota when it begins', async () => {
      let works = true;
      const { core } = await bench.backend({ canExecute: () => works });
      const uid = await makeInstance(core);
      works = false;
      const gone = await core.instances.startOperation(
        uid,
        { kind: 'delete', input: { confirm: 'orders' } },
        {},
        ALICE,
      );
      const { record } = await core.instances.get(uid, ALICE);
      await core.instances.update(
        uid,
        { revision: record.revision, protected: true },
        ALICE,
      );
      const other = await core.instances.create(
        requestOf({ name: 'other' }),
        {},
        ALICE,
      );
      const tenant = bench.world.tenants.get(TENANT);
      if (!tenant) {
        throw new Error('There is no tenant');
      }
      // Not by the service, which would not lower it below what is asked for.
      bench.world.tell({
        type: 'tenant',
        record: {
          ...tenant,
          revision: tenant.revision + 1,
          spec: {
            ...tenant.spec,
            quotas: { [FAKE_LOCATION]: { instances: 1 } },
          },
        },
      });
      works = true;
      expect(await ended(core, gone.id)).toMatchObject({
        state: 'failed',
        reason: { code: 'protected', params: { name: 'orders' } },
        remains: { en: 'Nothing was begun.' },
      });
      expect(await ended(core, other.operation.id)).toMatchObject({
        state: 'failed',
        reason: { code: 'over-quota' },
      });
      expect(bench.world.leftOf(other.uid)).toEqual([]);
      expect(core.index.get(uid)?.record.phase).toBe('active');
    });

    it('lets nobody finish what they lost the right to', async () => {
      let works = false;
      const roles = new Map<string, TenantRole | 'none'>([
        ['user:default/alice', 'owner'],
        ['user:default/bob', 'member'],
      ]);
      const standing = { now: async (actor: string) => roles.get(actor) };
      const own = new Set<string>();
      const grants = ServiceGrants.fromConfig(new ConfigReader({}));
      const { core } = await bench.backend({
        canExecute: () => works,
        standing: standing.now,
        recheck: recheckActor({ grants, own, standing }),
      });
      const asBob = { ...ALICE, actor: 'user:default/bob' };
      const [mine, bobs] = [
        await core.instances.create(requestOf(), {}, ALICE),
        await core.instances.create(requestOf({ name: 'bobs' }), {}, asBob),
      ];
      roles.set('user:default/bob', 'none');
      works = true;
      expect((await ended(core, mine.operation.id)).state).toBe('succeeded');
      expect(await ended(core, bobs.operation.id)).toMatchObject({
        state: 'failed',
        reason: { code: 'no-longer-allowed', params: { actor: asBob.actor } },
        remains: { en: 'Nothing was begun.' },
      });
      expect(bench.world.leftOf(bobs.uid)).toEqual([]);
      // Whoever still may lets it run again, and it is theirs now.
      await core.operations.retry(bobs.operation.id, ALICE);
      expect((await ended(core, bobs.operation.id)).state).toBe('succeeded');
    });

    it('fails clearly for a kind that it does not know', async () => {
      let works = false;
      const { core, knex } = await bench.backend({ canExecute: () => works });
      const { operation } = await core.instances.create(requestOf(), {}, ALICE);
      await knex('operations')
        .where({ id: operation.id })
        .update({ kind: 'teleport' });
      works = true;
      expect(await ended(core, operation.id)).toMatchObject({
        state: 'failed',
        reason: { code: 'kind-unknown', params: { kind: 'teleport' } },
      });
    });
  },
);
