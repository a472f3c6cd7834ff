import {
  InstanceRequest,
  OperationKind,
} from '@dbaas-portal/plugin-dbaas-common';
import { TestDatabaseServer } from '../__testUtils__/databases';
import {
  ALICE,
  ended,
  makeInstance,
  requestOf,
  TestBackend,
  TestBench,
} from '../__testUtils__/TestBench';

jest.setTimeout(60_000);

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

/** What is wrong, the code of the refusal, and the field that it names. */
const REQUESTS: Array<
  [string, Partial<InstanceRequest>, string, string | undefined]
> = [
  ['a short name', { name: 'ab' }, 'invalid-name', 'name'],
  ['a long name', { name: 'a'.repeat(41) }, 'invalid-name', 'name'],
  ['upper case', { name: 'Orders' }, 'invalid-name', 'name'],
  ['a path', { name: '../../etc' }, 'invalid-name', 'name'],
  ['two dashes', { name: 'a--b' }, 'invalid-name', 'name'],
  ['a reserved name', { name: 'system' }, 'reserved-name', 'name'],
  ['a name that is taken', { name: 'taken' }, 'name-taken', 'name'],
  ['an unknown tenant', { tenant: 'nobody' }, 'unknown-value', 'tenant'],
  ['an unknown location', { location: 'moon' }, 'unknown-value', 'location'],
  ['an unknown engine', { engine: 'nodb' }, 'unknown-value', 'engine'],
  ['an unknown version', { version: '99' }, 'unknown-value', 'version'],
  ['a version not here', { version: '1' }, 'not-offered', 'version'],
  ['an unknown topology', { topology: 'ring' }, 'unknown-value', 'topology'],
  [
    'an unknown controller',
    { controller: 'hand' },
    'unknown-value',
    'controller',
  ],
  ['too many members', { members: 2 }, 'out-of-range', 'members'],
  [
    'an even number of members',
    { topology: 'replication', members: 4 },
    'invalid-request',
    'members',
  ],
  [
    'too little memory',
    { resources: { ...small, memoryMib: 1 } },
    'below-minimum',
    'resources.memoryMib',
  ],
  [
    'half a core-thousandth',
    { resources: { ...small, cpuMillis: 500.5 } },
    'wrong-type',
    'resources.cpuMillis',
  ],
  [
    'more than the quota',
    { resources: { ...small, memoryMib: 100_000 } },
    'over-quota',
    'resources.memoryMib',
  ],
  [
    'an unknown parameter',
    { parameters: { nope: 1 } },
    'unknown-value',
    'parameters.nope',
  ],
  [
    'a parameter out of range',
    { parameters: { max_connections: 5 } },
    'out-of-range',
    'parameters.max_connections',
  ],
  [
    'a fraction for an integer',
    { parameters: { max_connections: 10.5 } },
    'wrong-type',
    'parameters.max_connections',
  ],
  [
    'a text for a number',
    { parameters: { ratio: '1' } },
    'wrong-type',
    'parameters.ratio',
  ],
  [
    'a number for a boolean',
    { parameters: { strict: 1 } },
    'wrong-type',
    'parameters.strict',
  ],
  [
    'none of the values',
    { parameters: { log_level: 'all' } },
    'unknown-value',
    'parameters.log_level',
  ],
  [
    'not the pattern',
    { parameters: { time_zone: '`id`' } },
    'invalid-request',
    'parameters.time_zone',
  ],
  [
    'a prototype as a parameter',
    { parameters: JSON.parse('{"__proto__": 1}') },
    'unknown-value',
    'parameters.__proto__',
  ],
  ['a reserved database', { database: 'system' }, 'reserved-name', 'database'],
  ['a wrong database', { database: 'a"b' }, 'invalid-name', 'database'],
  ['a reserved user', { user: 'ADMIN' }, 'reserved-name', 'user'],
  ['a wrong user', { user: 'x'.repeat(31) }, 'invalid-name', 'user'],
  [
    'an owner that is none',
    { owner: 'component:x' },
    'invalid-request',
    'owner',
  ],
  ['no reference', { dependants: ['???'] }, 'invalid-request', 'dependants.0'],
  [
    'an end in the past',
    { lifetime: { expiresAt: '2020-01-01T00:00:00Z', graceDays: 1 } },
    'invalid-request',
    'lifetime.expiresAt',
  ],
  [
    'no time',
    { lifetime: { expiresAt: 'tomorrow', graceDays: 1 } },
    'wrong-type',
    'lifetime.expiresAt',
  ],
  [
    'a grace of years',
    { lifetime: { expiresAt: '2120-01-01T00:00:00Z', graceDays: 9999 } },
    'out-of-range',
    'lifetime.graceDays',
  ],
];

describe('a request for an instance', () => {
  it.each(REQUESTS)('with %s is refused', async (_, changes, code, field) => {
    const request = requestOf({ name: 'fresh', ...changes });
    const refusal = backend.core.instances.create(request, {}, ALICE);
    await expect(refusal).rejects.toMatchObject({
      name: expect.stringMatching(/^(InputError|ConflictError)$/),
      code,
      field,
      text: { en: expect.any(String), zh: expect.any(String) },
    });
    const { problems } = await backend.core.instances.preview(request, ALICE);
    expect(problems.map(p => [p.code, p.field])).toContainEqual([code, field]);
    // Nothing was admitted.
    expect((await backend.core.operations.list({}, ALICE)).items).toHaveLength(
      1,
    );
  });

  it('hears of everything at once in a preview', async () => {
    const { problems, quota } = await backend.core.instances.preview(
      requestOf({
        name: 'system',
        version: '99',
        members: 7,
        parameters: { max_connections: 1, nope: 2 },
        owner: 'x:y:z:',
        resources: { ...small, memoryMib: 100_000 },
      }),
      ALICE,
    );
    expect(problems.map(p => p.field).sort()).toEqual([
      'members',
      'name',
      'owner',
      'parameters.max_connections',
      'parameters.nope',
      'resources.memoryMib',
      'version',
    ]);
    expect(quota).toMatchObject({ fits: false, used: { instances: 1 } });
    expect(problems[0].text.zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it('is shown what it would make', async () => {
    const preview = await backend.core.instances.preview(
      requestOf({ name: 'fresh', topology: 'replication' }),
      ALICE,
    );
    expect(preview.problems).toEqual([]);
    expect(preview.changes.map(c => [c.action, c.name])).toEqual([
      ['create', 'm0'],
      ['create', 'm1'],
      ['create', 'm2'],
    ]);
    expect(preview.steps.length).toBeGreaterThan(4);
    expect(preview.quota).toMatchObject({
      fits: true,
      steady: { memoryMib: 1536, instances: 1 },
    });
  });
});

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
