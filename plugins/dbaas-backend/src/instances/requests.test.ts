import { InstanceRequest } from '@dbaas-portal/plugin-dbaas-common';
import { fakeBinding } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { TestDatabaseServer } from '../__testUtils__/databases';
import {
  ALICE,
  makeInstance,
  requestOf,
  TestBackend,
  TestBench,
} from '../__testUtils__/TestBench';

jest.setTimeout(240_000);

const server = new TestDatabaseServer();
let bench: TestBench;
let backend: TestBackend;

beforeAll(async () => {
  const database = await server.make('SQLite');
  if (!database) {
    throw new Error('No database');
  }
  bench = new TestBench(database);
  backend = await bench.backend();
  await makeInstance(backend.core, { name: 'taken' });
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

  it('may ask for TLS where the version has it, and hears why where not', async () => {
    const binding = fakeBinding();
    const other = await bench.backend({
      bindings: [
        {
          ...binding,
          detect: inventory => {
            const found = binding.detect(inventory);
            return {
              ...found,
              versions: found.versions.map(version => ({
                ...version,
                tls: {
                  available: false,
                  reason: {
                    code: 'built-without-tls',
                    text: { en: 'built without TLS', zh: '构建时未启用 TLS' },
                  },
                },
              })),
            };
          },
        },
      ],
    });
    const request = requestOf({ name: 'fresh', tls: true });
    const here = await backend.core.instances.preview(request, ALICE);
    expect(here.problems).toEqual([]);
    const there = await other.core.instances.preview(request, ALICE);
    expect(there.problems).toEqual([
      expect.objectContaining({ code: 'not-offered', field: 'tls' }),
    ]);
    expect(there.problems[0].text.zh).toContain('构建时未启用 TLS');
  });
});
