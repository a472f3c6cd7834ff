import { LocationSurvey, Platform } from '@dbaas-portal/plugin-dbaas-node';
import {
  fakeBinding,
  FakePlatform,
  FAKE_LOCATION,
} from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { TestDatabaseServer } from '../__testUtils__/databases';
import { makeInstance, TestBench, until } from '../__testUtils__/TestBench';

jest.setTimeout(240_000);

const server = new TestDatabaseServer();
let bench: TestBench;

beforeEach(async () => {
  const database = await server.make('SQLite');
  if (!database) {
    throw new Error('No database');
  }
  bench = new TestBench(database);
});
afterEach(() => bench.stop());
afterAll(() => server.stop());

const amounts = { cpuMillis: 4000, memoryMib: 8192 };
const node = (name: string) => ({
  name,
  ready: true,
  cordoned: false,
  roles: [],
  remarks: [],
  allocatable: amounts,
});

/** Members are on nodes: the first on `a`, all others on `b`. */
const spread = () => {
  const { observe } = fakeBinding();
  return fakeBinding({
    access: [{ group: 'g', resources: ['r'], verbs: ['list'] }],
    observe: (spec, evidence, context) => {
      const status = observe(spec, evidence, context);
      return {
        ...status,
        members: status.members.map((member, i) => ({
          ...member,
          node: i === 0 ? 'a' : 'b',
        })),
      };
    },
  });
};

function clusterOf(
  survey: (
    ...args: Parameters<NonNullable<Platform['survey']>>
  ) => Promise<LocationSurvey>,
): Platform {
  const platform = new FakePlatform(bench.world);
  Object.assign(platform, { survey });
  return platform;
}

describe('a location', () => {
  it('is told with what runs there and what is promised of it', async () => {
    const { core } = await bench.backend();
    expect((await core.locations.list())[0]).toMatchObject({
      id: FAKE_LOCATION,
      use: { health: { green: 0 }, promised: { instances: 0 } },
    });
    const uid = await makeInstance(core, { topology: 'replication' });
    await until(() => core.index.get(uid)?.status.health === 'green');
    const { members } = core.index.get(uid)!.record.spec;
    const [location] = await core.locations.list();
    expect(location).toMatchObject({
      reachable: { available: true },
      use: {
        health: { green: 1, yellow: 0, red: 0, grey: 0 },
        promised: { instances: 1, memoryMib: 512 * members },
      },
    });
    expect(location.unreachableSince).toBeUndefined();

    const detail = await core.locations.get(FAKE_LOCATION);
    // One machine: members that name no node are on it.
    expect(detail).toMatchObject({
      location,
      nodes: { items: [{ name: 'nowhere-0', members }] },
      storage: { items: [{ name: 'memory' }] },
      unplaced: 0,
      offers: [{ location: FAKE_LOCATION, controller: 'memory' }],
    });
    expect(detail.rights).toBeUndefined();
    const on = (name: string, filter: 'all' | 'none') =>
      core.locations.members(FAKE_LOCATION, name, filter);
    expect(await on('nowhere-0', 'all')).toMatchObject({
      total: members,
      items: Array.from({ length: members }, () => ({
        uid,
        instance: 'orders',
        tenant: 'shop',
      })),
    });
    // Who may not see instances learns how many, not which.
    expect(await on('nowhere-0', 'none')).toEqual({
      total: members,
      items: [],
    });
    expect(await on('elsewhere', 'all')).toEqual({ total: 0, items: [] });
  });

  it('has its members on its nodes, and tells of those that are on none', async () => {
    const asked: unknown[] = [];
    const platform = clusterOf(async (_, needs) => {
      asked.push(needs);
      return {
        observedAt: '2026-01-01T00:00:00.000Z',
        nodes: { items: [node('a'), node('empty')], notes: [] },
      };
    });
    const { core } = await bench.backend({
      bindings: [spread()],
      platforms: [platform],
    });
    const uid = await makeInstance(core, { topology: 'replication' });
    await until(() => core.index.get(uid)?.status.health === 'green');
    const { members } = core.index.get(uid)!.record.spec;
    const detail = await core.locations.get(FAKE_LOCATION);
    expect(detail.nodes?.items.map(n => [n.name, n.members])).toEqual([
      ['a', 1],
      ['empty', 0],
    ]);
    expect(detail.unplaced).toBe(members - 1);
    expect(asked[0]).toEqual([
      {
        controller: 'memory',
        rules: [{ group: 'g', resources: ['r'], verbs: ['list'] }],
      },
    ]);
    const { items } = await core.locations.members(FAKE_LOCATION, 'a', 'all');
    expect(items).toHaveLength(1);
  });

  it('that gives no answer keeps its picture and says since when', async () => {
    const { core } = await bench.backend();
    const uid = await makeInstance(core);
    await until(() => core.index.get(uid)?.status.health === 'green');
    await core.locations.get(FAKE_LOCATION);
    const before = Date.now();
    bench.world.setUnreachable(true);
    await new Promise(resolve => setTimeout(resolve, 5));
    // Told again and again, it is away since the first time.
    bench.world.setUnreachable(true);
    const detail = await core.locations.get(FAKE_LOCATION);
    expect(detail).toMatchObject({
      location: {
        reachable: { available: false, reason: { code: 'fake-unreachable' } },
        use: { promised: { instances: 1 } },
      },
      nodes: { items: [{ name: 'nowhere-0', members: 1 }] },
      notObserved: { code: 'location-unreachable' },
    });
    const since = Date.parse(detail.location.unreachableSince ?? '');
    expect(since).toBeGreaterThanOrEqual(before - 1);
    expect(Date.parse(detail.observedAt ?? '')).toBeLessThanOrEqual(since);
    const again = await core.locations.get(FAKE_LOCATION);
    expect(again.location.unreachableSince).toBe(
      detail.location.unreachableSince,
    );
    bench.world.setUnreachable(false);
    const [back] = await core.locations.list();
    expect(back.reachable).toEqual({ available: true });
    expect(back.unreachableSince).toBeUndefined();
  });

  it('of a platform that fails is listed all the same', async () => {
    const { core } = await bench.backend();
    const [platform] = core.registry.platforms();
    jest.spyOn(platform, 'locations').mockRejectedValue(new Error('broken'));
    expect(await core.locations.list()).toMatchObject([
      { id: FAKE_LOCATION, reachable: { available: false } },
    ]);
  });

  it('of a platform that surveys nothing has no such sections', async () => {
    const platform = new FakePlatform(bench.world);
    Object.assign(platform, { survey: undefined });
    const { core } = await bench.backend({ platforms: [platform] });
    const detail = await core.locations.get(FAKE_LOCATION);
    expect(Object.keys(detail).sort()).toEqual([
      'location',
      'offers',
      'unplaced',
    ]);
  });

  it('that is not there is not found', async () => {
    const { core } = await bench.backend();
    await expect(core.locations.get('moon')).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(
      core.locations.members('moon', 'x', 'all'),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});
