import { TenantSpec } from '@dbaas-portal/plugin-dbaas-common';
import {
  FakePlatform,
  FakeWorld,
  FAKE_LOCATION,
} from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { TestDatabaseServer } from '../__testUtils__/databases';
import {
  ALICE,
  ended,
  makeInstance,
  requestOf,
  TENANT,
  TestBench,
} from '../__testUtils__/TestBench';

jest.setTimeout(240_000);

const server = new TestDatabaseServer();
afterAll(() => server.stop());

let bench: TestBench;

beforeEach(async () => {
  const database = await server.make('SQLite');
  if (!database) {
    throw new Error('No database');
  }
  bench = new TestBench(database);
});
afterEach(() => bench.stop());

const other = 'other-place';

function specOf(changes: Partial<TenantSpec> = {}): TenantSpec {
  return {
    name: 'team',
    displayName: 'Team',
    owner: 'group:default/team',
    members: [{ ref: 'User:Default/Ann', role: 'member' }],
    quotas: { [FAKE_LOCATION]: { memoryMib: 2048 } },
    ...changes,
  };
}

describe('tenants', () => {
  it('are made, changed on top of what was seen, used and deleted when empty', async () => {
    const { core } = await bench.backend();
    const made = await core.tenants.create(specOf(), ALICE);
    expect(made).toMatchObject({
      record: { revision: 1, spec: { members: [{ ref: 'user:default/ann' }] } },
      usage: [{ used: { instances: 0 } }],
    });
    expect(core.index.tenantScope('team')?.members).toEqual([
      { ref: 'group:default/team', role: 'owner' },
      { ref: 'user:default/ann', role: 'member' },
    ]);
    await expect(core.tenants.create(specOf(), ALICE)).rejects.toMatchObject({
      code: 'name-taken',
    });
    const changed = await core.tenants.update(
      'team',
      { revision: 1, displayName: 'The team' },
      ALICE,
    );
    expect(changed.record).toMatchObject({
      revision: 2,
      spec: { displayName: 'The team', owner: 'group:default/team' },
    });
    await expect(
      core.tenants.update('team', { revision: 1, displayName: 'x' }, ALICE),
    ).rejects.toMatchObject({ code: 'stale-revision', params: { actual: 2 } });

    const { operation, uid } = await core.instances.create(
      requestOf({ tenant: 'team' }),
      {},
      ALICE,
    );
    // In flight counts as there.
    await expect(core.tenants.delete('team', {}, ALICE)).rejects.toMatchObject({
      code: 'not-empty',
      params: { count: 1 },
    });
    await ended(core, operation.id);
    const gone = await core.instances.startOperation(
      uid,
      { kind: 'delete', input: { confirm: 'orders' } },
      {},
      ALICE,
    );
    await ended(core, gone.id);
    await core.tenants.delete('team', { revision: 2 }, ALICE);
    expect(core.index.tenant('team')).toBeUndefined();
    expect(bench.world.tenants.has('team')).toBe(false);
  });

  it.each<[string, Partial<TenantSpec>, string, string]>([
    ['a wrong name', { name: 'A B' }, 'invalid-name', 'name'],
    ['a reserved name', { name: 'default' }, 'reserved-name', 'name'],
    ['no location', { quotas: {} }, 'invalid-request', 'quotas'],
    [
      'an unknown location',
      { quotas: { moon: {} } },
      'unknown-value',
      'quotas.moon',
    ],
    [
      'a negative limit',
      { quotas: { [FAKE_LOCATION]: { memoryMib: -1 } } },
      'wrong-type',
      `quotas.${FAKE_LOCATION}.memoryMib`,
    ],
    ['a wrong owner', { owner: 'system:x' }, 'invalid-request', 'owner'],
    [
      'a wrong member',
      { members: [{ ref: '::', role: 'viewer' }] },
      'invalid-request',
      'members.0.ref',
    ],
  ])('with %s are refused', async (_, changes, code, field) => {
    const { core } = await bench.backend();
    await expect(
      core.tenants.create(specOf(changes), ALICE),
    ).rejects.toMatchObject({ name: 'InputError', code, field });
  });

  it('keep a quota that covers what they use', async () => {
    const { core } = await bench.backend();
    await makeInstance(core);
    const lower = (memoryMib: number) =>
      core.tenants.update(
        TENANT,
        { revision: 1, quotas: { [FAKE_LOCATION]: { memoryMib } } },
        ALICE,
      );
    await expect(lower(100)).rejects.toMatchObject({
      code: 'over-quota',
      field: `quotas.${FAKE_LOCATION}.memoryMib`,
    });
    await expect(
      core.tenants.update(TENANT, { revision: 1, quotas: {} }, ALICE),
    ).rejects.toMatchObject({ name: 'InputError', field: 'quotas' });
    await lower(512);
    await expect(
      core.instances.create(requestOf({ name: 'more' }), {}, ALICE),
    ).rejects.toMatchObject({ code: 'over-quota' });
  });

  it('have a record in every location, and bring one up to date that was behind', async () => {
    const away = new FakeWorld();
    const platforms = [
      new FakePlatform(bench.world),
      new FakePlatform(away, { id: 'second', location: other }),
    ];
    const { core } = await bench.backend({ platforms });
    await core.tenants.create(specOf(), ALICE);
    await core.tenants.update(
      'team',
      { revision: 1, description: 'two' },
      ALICE,
    );
    await core.tenants.update(
      'team',
      {
        revision: 2,
        quotas: { [FAKE_LOCATION]: {}, [other]: { instances: 1 } },
      },
      ALICE,
    );
    expect(away.tenants.get('team')).toMatchObject({ revision: 3 });
    expect(bench.world.tenants.get('team')).toMatchObject({ revision: 3 });
    away.setUnreachable(true);
    await expect(
      core.tenants.update('team', { revision: 3, description: 'x' }, ALICE),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      params: { location: other },
    });
    away.setUnreachable(false);
    await core.tenants.update(
      'team',
      { revision: 3, quotas: { [other]: {} } },
      ALICE,
    );
    expect(bench.world.tenants.has('team')).toBe(false);
    expect(away.tenants.get('team')).toMatchObject({ revision: 4 });
  });

  it('are made from the config at the first start, and left alone then', async () => {
    const dbaas = { seed: { tenants: [specOf({ displayName: 'Seeded' })] } };
    const first = await bench.backend({ dbaas });
    expect(first.core.index.tenant('team')?.spec.displayName).toBe('Seeded');
    await first.core.tenants.update(
      'team',
      { revision: 1, displayName: 'Ours' },
      ALICE,
    );
    const second = await bench.backend({ dbaas });
    expect(second.core.index.tenant('team')?.spec.displayName).toBe('Ours');
  });
});
