import { DatabaseKind, TestDatabaseServer } from '../__testUtils__/databases';
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

describe.each<[DatabaseKind]>([['SQLite'], ['PostgreSQL']])('on %s', kind => {
  let bench: TestBench | undefined;

  async function open() {
    const database = await server.make(kind);
    if (!database) {
      throw new Error('No PostgreSQL to test with');
    }
    bench = new TestBench(database);
    return { bench, ...(await bench.backend()) };
  }

  afterEach(async () => {
    await bench?.stop();
    bench = undefined;
  });

  it('makes an instance, uses it and deletes it', async () => {
    const {
      core,
      bench: { world },
    } = await open();
    const created = await core.instances.create(requestOf(), {}, ALICE);
    expect(created.entityRef).toBe('resource:default/shop--orders');
    const made = await ended(core, created.operation.id);
    expect(made).toMatchObject({ state: 'succeeded', progress: 1, attempt: 1 });
    expect(made.steps.map(s => [s.id, s.state])).toEqual([
      ['secret-admin', 'succeeded'],
      ['secret-app', 'succeeded'],
      ['apply', 'succeeded'],
      ['serving', 'succeeded'],
      ['database-app', 'succeeded'],
      ['user-app', 'succeeded'],
      ['probe', 'succeeded'],
    ]);
    const { uid } = created;
    const shown = await until(() => {
      const found = core.index.get(uid);
      return found?.status.health === 'green' && found;
    });
    expect(shown.record).toMatchObject({ phase: 'active', revision: 2 });

    const stop = await core.instances.startOperation(
      uid,
      { kind: 'stop' },
      {},
      ALICE,
    );
    expect((await ended(core, stop.id)).state).toBe('succeeded');
    const start = await core.instances.startOperation(
      uid,
      { kind: 'start' },
      {},
      ALICE,
    );
    expect((await ended(core, start.id)).state).toBe('succeeded');

    const gone = await core.instances.startOperation(
      uid,
      { kind: 'delete', input: { confirm: 'orders' } },
      {},
      ALICE,
    );
    expect((await ended(core, gone.id)).state).toBe('succeeded');
    expect(world.leftOf(uid)).toEqual([]);
    expect(core.index.get(uid)).toBeUndefined();
    await makeInstance(core);
  });
});
