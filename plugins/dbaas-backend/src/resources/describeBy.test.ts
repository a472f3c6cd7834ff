import {
  Observed,
  Platform,
  PlatformResource,
  ResourceChange,
} from '@dbaas-portal/plugin-dbaas-node';
import {
  FakePlatform,
  FakeWorld,
} from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { describeBy } from './describeBy';

const member = (name: string, spec: PlatformResource['spec']) => ({
  kind: 'Member',
  metadata: { name },
  spec,
});

const change = (
  action: ResourceChange['action'],
  name: string,
  spec: PlatformResource['spec'] = {},
): ResourceChange => ({
  action,
  kind: 'Member',
  name,
  resource: member(name, spec),
});

/** A platform that can say what it has, and what applying would do. */
function plain(seen: PlatformResource[], changes: ResourceChange[]): Platform {
  return Object.assign(new FakePlatform(new FakeWorld()), {
    describe: undefined,
    resources: async (): Promise<Observed[]> =>
      seen.map(resource => ({ resource, observedAt: '2026-01-01T00:00:00Z' })),
    preview: async () => changes,
  });
}

const describePlain = (platform: Platform, wanted: PlatformResource[]) =>
  describeBy(platform, 'here', { uid: 'u', tenant: 'shop' }, wanted);

describe('a platform that does not describe by itself', () => {
  it('is compared by what it would do', async () => {
    const seen: PlatformResource[] = [
      { ...member('same', { a: 1 }), status: { state: 'running', pid: 7 } },
      member('other', { a: 1, list: ['x'] }),
      member('written', { a: 1 }),
      member('more', {}),
      { kind: 'Address', metadata: { name: 'rw' } },
    ];
    const { resources, unseen } = await describePlain(
      plain(seen, [
        change('unchanged', 'same', { a: 1 }),
        change('update', 'other', { a: 2, list: ['x'] }),
        change('update', 'written', { a: 1 }),
        change('create', 'new', { a: 1 }),
        change('delete', 'more'),
      ]),
      [member('same', { a: 1 })],
    );
    expect(unseen).toEqual([]);
    expect(
      resources.map(({ name, state, difference }) => ({
        name,
        state,
        difference,
      })),
    ).toEqual([
      { name: 'same', state: 'running', difference: { state: 'unchanged' } },
      {
        name: 'other',
        difference: {
          state: 'changed',
          fields: [{ path: ['spec', 'a'], is: 1, wanted: 2 }],
        },
      },
      { name: 'written', difference: { state: 'unchanged' } },
      { name: 'more', difference: { state: 'surplus' } },
      { name: 'rw' },
      {
        name: 'new',
        difference: { state: 'missing', wanted: member('new', { a: 1 }) },
      },
    ]);
  });

  it('is not asked what it would do with nothing', async () => {
    const platform = Object.assign(plain([member('a', {})], []), {
      preview: async () => {
        throw new Error('Asked');
      },
    });
    const { resources } = await describePlain(platform, []);
    expect(resources).toMatchObject([{ name: 'a' }]);
    expect(resources[0]).not.toHaveProperty('difference');
  });
});
