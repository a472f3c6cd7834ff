import { DatabaseKind, TestDatabaseServer } from '../__testUtils__/databases';
import {
  ALICE,
  ended,
  gate,
  makeInstance,
  requestOf,
  TestBench,
  until,
} from '../__testUtils__/TestBench';
import { DatabaseClaimStore } from './DatabaseClaimStore';

jest.setTimeout(240_000);

const server = new TestDatabaseServer();
afterAll(() => server.stop());

const refused = new Error('The disk is full');

describe.each<[DatabaseKind]>([['SQLite'], ['PostgreSQL']])(
  'faults on %s',
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
      const operations = {
        concurrency: 2,
        leaseSeconds: 60,
        heartbeatSeconds: 1,
        pollSeconds: 0.05,
      };
      const a = await bench.backend({ dbaas: { operations } });
      const b = await bench.backend({ dbaas: { operations } });
      // Nothing goes on before more are under way than one backend may run at
      // once: so both must have taken some.
      const { opened, open } = gate();
      bench.world.fault({
        step: 'apply',
        how: 'wait',
        until: opened,
        times: 10,
      });
      const names = Array.from({ length: 10 }, (_, i) => `orders-${i}`);
      const made = Promise.all(
        names.map((name, i) => makeInstance((i % 2 ? a : b).core, { name })),
      );
      const held = () =>
        bench.world.executions.filter(e => e.step === 'apply').length;
      await until(() => held() === 4);
      const claimed = await a
        .knex('operations')
        .where({ state: 'running' })
        .select('claimed_by');
      expect(claimed).toHaveLength(4);
      expect(new Set(claimed.map(row => row.claimed_by)).size).toBe(2);
      open();
      expect(new Set(await made).size).toBe(10);
      const executed = bench.world.executions.map(
        e => `${e.operation} ${e.step}`,
      );
      expect(new Set(executed).size).toBe(executed.length);
    });

    it('takes an operation from a backend whose lease ended', async () => {
      const { opened, open } = gate();
      bench.world.fault({ step: 'apply', how: 'wait', until: opened });
      class Stalled extends DatabaseClaimStore {
        async heartbeat(): Promise<void> {
          throw new Error('The database does not answer');
        }
      }
      const knexOfA = await bench.open();
      let aWorks = true;
      const a = await bench.backend({
        knex: knexOfA,
        claims: new Stalled(knexOfA),
        canExecute: () => aWorks,
        dbaas: { operations: { leaseSeconds: 1.5, heartbeatSeconds: 0.3 } },
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
      open();
      // What the first one was doing was aborted, and it wrote nothing more.
      await a.core.stop();
      expect(await b.core.operations.get(operation.id, ALICE)).toEqual(after);
      expect([...bench.world.made.values()].every(n => n === 1)).toBe(true);
      expect(
        after.events.some(e => e.text.en.startsWith('Taken up again')),
      ).toBe(true);
    });

    it('waits for a backend that can execute there', async () => {
      let asked = 0;
      const a = await bench.backend({
        canExecute: () => {
          asked += 1;
          return false;
        },
      });
      const { operation } = await a.core.instances.create(
        requestOf(),
        {},
        ALICE,
      );
      const before = asked;
      await until(() => asked >= before + 3);
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
      // However often it looks, it sees that nothing has stopped.
      const look = jest.spyOn(bench.world, 'resources');
      await until(() => look.mock.calls.length >= 5);
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
  },
);
