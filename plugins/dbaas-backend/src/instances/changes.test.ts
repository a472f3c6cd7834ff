import { OperationKind } from '@dbaas-portal/plugin-dbaas-common';
import { TestDatabaseServer } from '../__testUtils__/databases';
import {
  ALICE,
  ended,
  makeInstance,
  TestBackend,
  TestBench,
} from '../__testUtils__/TestBench';

jest.setTimeout(240_000);

const server = new TestDatabaseServer();
let bench: TestBench;
let backend: TestBackend;
let uid: string;

beforeAll(async () => {
  const database = await server.make('SQLite');
  if (!database) {
    throw new Error('No database');
  }
  bench = new TestBench(database);
  backend = await bench.backend();
  uid = await makeInstance(backend.core, { name: 'taken' });
});

afterAll(async () => {
  await bench.stop();
  await server.stop();
});

const small = { cpuMillis: 500, memoryMib: 512, storageMib: 1024 };

const OPERATIONS: Array<
  [string, OperationKind, Record<string, unknown>, string, string | undefined]
> = [
  ['a wrong type', 'scale', { members: 'two' }, 'wrong-type', 'input.members'],
  ['a surplus field', 'stop', { now: true }, 'invalid-request', 'input.now'],
  [
    'too many members',
    'scale',
    { members: 3 },
    'out-of-range',
    'input.members',
  ],
  [
    'a parameter out of range',
    'set-parameters',
    { parameters: { max_connections: 5000 } },
    'out-of-range',
    'input.parameters.max_connections',
  ],
  [
    'too small a size',
    'resize',
    { ...small, storageMib: 1 },
    'below-minimum',
    'input.storageMib',
  ],
  [
    'a size over the quota',
    'resize',
    { ...small, memoryMib: 100_000 },
    'over-quota',
    'input',
  ],
  [
    'an unknown member',
    'restart',
    { member: 'm9' },
    'unknown-value',
    'input.member',
  ],
  ['something not offered', 'switchover', {}, 'not-offered', 'kind'],
  [
    'a node that there is not',
    'move-member',
    { member: 'm0', node: 'nowhere' },
    'unknown-value',
    'input.node',
  ],
  [
    'an unknown member to move',
    'move-member',
    { member: 'm9', node: 'elsewhere' },
    'unknown-value',
    'input.member',
  ],
  [
    'a move to nowhere',
    'move-member',
    { member: 'm0' },
    'wrong-type',
    'input.node',
  ],
  ['a start of what runs', 'start', {}, 'not-offered', 'kind'],
  ['a second create', 'create', {}, 'not-offered', 'kind'],
  [
    'a database that is there',
    'create-database',
    { database: 'app' },
    'name-taken',
    'input.database',
  ],
  [
    'a reserved database',
    'create-database',
    { database: 'system' },
    'reserved-name',
    'input.database',
  ],
  [
    'no such database',
    'drop-database',
    { database: 'none' },
    'unknown-value',
    'input.database',
  ],
  [
    'a user that is there',
    'create-user',
    { user: 'app', grants: [] },
    'name-taken',
    'input.user',
  ],
  [
    'a grant on nothing',
    'create-user',
    { user: 'web', grants: [{ database: 'none', level: 'read' }] },
    'unknown-value',
    'input.grants.0.database',
  ],
  [
    'an unknown level',
    'create-user',
    { user: 'web', grants: [{ database: 'app', level: 'god' }] },
    'unknown-value',
    'input.grants.0.level',
  ],
  [
    'an end in the past',
    'create-user',
    { user: 'web', grants: [], validUntil: '2020-01-01T00:00:00Z' },
    'invalid-request',
    'input.validUntil',
  ],
  [
    'no such user',
    'rotate-password',
    { user: 'web' },
    'unknown-value',
    'input.user',
  ],
  [
    'another name typed',
    'delete',
    { confirm: 'else' },
    'confirm-mismatch',
    'input.confirm',
  ],
];

describe('a request for a change', () => {
  it.each(OPERATIONS)(
    'with %s is refused',
    async (_, kind, input, code, field) => {
      const refusal = backend.core.instances.startOperation(
        uid,
        { kind, input },
        {},
        ALICE,
      );
      await expect(refusal).rejects.toMatchObject({ code, field });
      expect(
        (await backend.core.operations.list({}, ALICE)).items,
      ).toHaveLength(1);
    },
  );

  it('based on what has changed meanwhile is refused', async () => {
    const { core } = backend;
    await expect(
      core.instances.startOperation(
        uid,
        { kind: 'stop', revision: 1 },
        {},
        ALICE,
      ),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      code: 'stale-revision',
      params: { actual: 2, expected: 1 },
    });
    await expect(
      core.instances.update(uid, { revision: 1, description: 'x' }, ALICE),
    ).rejects.toMatchObject({ code: 'stale-revision' });
  });

  it('does not delete what is protected or what others depend on', async () => {
    const { core } = backend;
    const revision = () => core.index.get(uid)?.record.revision ?? 0;
    const remove = (despiteDependants = false) =>
      core.instances.startOperation(
        uid,
        { kind: 'delete', input: { confirm: 'taken', despiteDependants } },
        {},
        ALICE,
      );
    await core.instances.update(
      uid,
      {
        revision: revision(),
        protected: true,
        dependants: ['component:Default/Cart'],
      },
      ALICE,
    );
    await expect(remove(true)).rejects.toMatchObject({
      name: 'ConflictError',
      code: 'protected',
    });
    await core.instances.update(
      uid,
      { revision: revision(), protected: false },
      ALICE,
    );
    await expect(remove()).rejects.toMatchObject({
      code: 'has-dependants',
      params: { count: 1, dependants: 'component:default/cart' },
    });
    const operation = await remove(true);
    expect((await ended(core, operation.id)).state).toBe('succeeded');
    expect(bench.world.leftOf(uid)).toEqual([]);
    await expect(core.instances.get(uid, ALICE)).rejects.toMatchObject({
      name: 'NotFoundError',
      code: 'not-found',
    });
  });
});
