import { DatabaseKind, TestDatabaseServer } from '../__testUtils__/databases';
import { CrashingClaims, CrashPoint } from '../__testUtils__/CrashingClaims';
import {
  ALICE,
  ended,
  makeInstance,
  requestOf,
  TestBench,
  until,
} from '../__testUtils__/TestBench';

jest.setTimeout(600_000);

const server = new TestDatabaseServer();
afterAll(() => server.stop());

/** A crash is to hit the operation after the create. */
const WRITES_OF_CREATE = 15;

/** Points at which something is written; more than any operation here has. */
function points(writes: number): CrashPoint[] {
  return Array.from({ length: writes }, (_, i) => i + 1).flatMap(write => [
    { write, when: 'before' as const },
    { write, when: 'after' as const },
  ]);
}

async function inBatches<T>(
  items: T[],
  size: number,
  work: (item: T) => Promise<void>,
) {
  for (let i = 0; i < items.length; i += size) {
    await Promise.all(items.slice(i, i + size).map(work));
  }
}

async function open(kind: DatabaseKind) {
  const database = await server.make(kind);
  if (!database) {
    throw new Error('No PostgreSQL to test with');
  }
  return { database, bench: new TestBench(database) };
}

/** A backend that dies at a point, and one that lives on. */
async function twoBackends(kind: DatabaseKind, point: CrashPoint) {
  const { database, bench } = await open(kind);
  const knex = await database.open();
  const claims = new CrashingClaims(knex, point);
  let turn: 'dying' | 'living' = 'dying';
  const dying = await bench.backend({
    knex,
    claims,
    canExecute: () => turn === 'dying' && !claims.dead,
  });
  const living = await bench.backend({
    canExecute: () => turn === 'living' || claims.dead,
  });
  return {
    bench,
    dying,
    living,
    claims,
    /** From now on only the second one works. */
    letLive: () => {
      turn = 'living';
    },
  };
}

function expectMadeOnce(bench: TestBench) {
  const twice = [...bench.world.made].filter(([, times]) => times !== 1);
  expect(twice).toEqual([]);
}

describe.each<[DatabaseKind, CrashPoint[]]>([
  ['SQLite', points(17)],
  // The same code on both: on PostgreSQL every third point will do.
  ['PostgreSQL', points(17).filter((_, i) => i % 3 === 0)],
])('killed at any write, on %s', (kind, all) => {
  it('create: another backend finishes it, and nothing is doubled', async () => {
    let crashes = 0;
    await inBatches(all, 4, async point => {
      const { bench, dying, living, claims } = await twoBackends(kind, point);
      try {
        const created = await dying.core.instances.create(
          requestOf(),
          {},
          ALICE,
        );
        const operation = await ended(living.core, created.operation.id);
        crashes += claims.dead ? 1 : 0;
        expect({ point, state: operation.state }).toEqual({
          point,
          state: 'succeeded',
        });
        expect(operation.steps.map(s => s.state)).toEqual(
          Array(7).fill('succeeded'),
        );
        expectMadeOnce(bench);
        const { record } = await until(() => {
          const found = living.core.index.get(created.uid);
          return found?.status.health === 'green' && found;
        });
        expect(record).toMatchObject({ phase: 'active', revision: 2 });
      } finally {
        await bench.stop();
      }
    });
    expect(crashes).toBeGreaterThan(all.length / 2);
  });

  it('delete: nothing is left', async () => {
    let crashes = 0;
    await inBatches(all.slice(0, 12), 4, async point => {
      const { bench, dying, living, letLive, claims } = await twoBackends(
        kind,
        {
          write: point.write + WRITES_OF_CREATE,
          when: point.when,
        },
      );
      try {
        const uid = await makeInstance(dying.core);
        const operation = await dying.core.instances.startOperation(
          uid,
          { kind: 'delete', input: { confirm: 'orders' } },
          {},
          ALICE,
        );
        const { state } = await ended(living.core, operation.id);
        expect({ point, state }).toEqual({ point, state: 'succeeded' });
        expect(bench.world.leftOf(uid)).toEqual([]);
        crashes += claims.dead ? 1 : 0;
        letLive();
        // The name is free again, whoever did the last step.
        await makeInstance(living.core);
      } finally {
        await bench.stop();
      }
    });
    expect(crashes).toBeGreaterThanOrEqual(kind === 'SQLite' ? 8 : 3);
  });

  it('rotating a password: renewed once, and it works', async () => {
    let crashes = 0;
    await inBatches(all.slice(0, 14), 4, async point => {
      const { bench, dying, living, claims } = await twoBackends(kind, {
        write: point.write + WRITES_OF_CREATE,
        when: point.when,
      });
      try {
        const uid = await makeInstance(dying.core);
        const secretNow = () => bench.world.secrets.get(uid)?.get('user-app');
        const before = secretNow();
        const operation = await dying.core.instances.startOperation(
          uid,
          { kind: 'rotate-password', input: { user: 'app' } },
          {},
          ALICE,
        );
        const { state } = await ended(living.core, operation.id);
        expect({ point, state }).toEqual({ point, state: 'succeeded' });
        expect(secretNow()?.previous).toBe(before?.password);
        expect(secretNow()?.password).not.toBe(before?.password);
        crashes += claims.dead ? 1 : 0;
      } finally {
        await bench.stop();
      }
    });
    expect(crashes).toBeGreaterThanOrEqual(kind === 'SQLite' ? 12 : 4);
  });
});
