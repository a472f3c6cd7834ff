import { mockServices } from '@backstage/backend-test-utils';
import {
  Health,
  Instance,
  InstanceRecord,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  fakeBinding,
  fakeEngine,
  fakeSpec,
} from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { DefaultRegistry } from '../engines/DefaultRegistry';
import { DefaultInstanceIndex } from './DefaultInstanceIndex';
import { InstanceQuery } from './InstanceService';

/** Repeatable numbers. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

const OWNERS = ['group:default/a', 'group:default/b'];

function recordOf(
  i: number,
  revision: number,
  next: () => number,
): InstanceRecord {
  return {
    uid: `uid-${i}`,
    revision,
    spec: fakeSpec({
      name: `db-${Math.floor(next() * 1000)}-${i}`,
      tenant: `tenant-${i % 7}`,
      owner: OWNERS[i % 2],
      environment: next() < 0.5 ? 'production' : 'test',
    }),
    incarnation: 'i1',
    phase: 'active',
    createdAt: new Date(1.7e12 + Math.floor(next() * 1e9)).toISOString(),
    createdBy: 'user:default/test',
  };
}

function makeIndex() {
  const health: Health[] = ['green', 'yellow', 'red', 'grey'];
  const binding = fakeBinding({
    observe: spec => ({
      health: health[spec.name.length % 4],
      reasons: [],
      members: [],
      endpoints: [],
      observedAt: '2026-01-01T00:00:00.000Z',
    }),
  });
  const registry = new DefaultRegistry(
    {
      engines: [fakeEngine()],
      bindings: [binding],
      drivers: [],
      platforms: [],
    },
    {},
    mockServices.logger.mock(),
  );
  return new DefaultInstanceIndex(registry, () => new Date());
}

/** All pages of a query, as somebody who pages through would see them. */
function pages(index: DefaultInstanceIndex, query: InstanceQuery) {
  const items: Instance[] = [];
  let cursor: string | undefined;
  do {
    const page = index.list({ ...query, ...(cursor ? { cursor } : {}) }, 'all');
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
}

const SEVERITY = ['red', 'yellow', 'grey', 'green'];

describe('the index', () => {
  it('lists, filters, sorts and pages like a plain array, through changes', () => {
    const next = numbers(7);
    const index = makeIndex();
    const queries: InstanceQuery[] = [
      { limit: 7 },
      { sort: 'health', order: 'desc', limit: 10 },
      { sort: 'createdAt', tenant: ['tenant-1', 'tenant-2'], limit: 5 },
      { search: 'DB-1', sort: 'tenant', limit: 200 },
      { owner: [OWNERS[1]], environment: ['test'], health: ['red', 'green'] },
    ];
    const revisions = new Map<number, number>();
    for (let round = 0; round < 300; round++) {
      const i = Math.floor(next() * 60);
      if (next() < 0.2) {
        index.removeRecord(`uid-${i}`);
        revisions.delete(i);
      } else {
        const revision = (revisions.get(i) ?? 0) + 1;
        revisions.set(i, revision);
        index.putRecord(recordOf(i, revision, next));
      }
      if (round % 10 !== 0) {
        continue;
      }
      for (const query of queries) {
        const expected = [...index.all()].filter(
          ({ record: { spec }, status }) => {
            const among = (list: string[] | undefined, value: string) =>
              !list || list.includes(value);
            return (
              among(query.tenant, spec.tenant) &&
              among(query.owner, spec.owner) &&
              among(query.environment, spec.environment) &&
              among(query.health, status.health) &&
              (!query.search || spec.name.includes(query.search.toLowerCase()))
            );
          },
        );
        const found = pages(index, query);
        expect(found.map(f => f.record.uid).sort()).toEqual(
          expected.map(f => f.record.uid).sort(),
        );
        expect(index.list(query, 'all').total).toBe(expected.length);
        const key = ({ record, status }: Instance): string =>
          ({
            health: String(SEVERITY.indexOf(status.health)),
            createdAt: record.createdAt,
            tenant: record.spec.tenant,
            name: record.spec.name,
            engine: record.spec.engine,
            environment: record.spec.environment,
          }[query.sort ?? 'name']);
        const keys = found.map(key);
        const sorted = [...keys].sort((a, b) => (a < b ? -1 : Number(a > b)));
        expect(keys).toEqual(
          query.order === 'desc' ? [...sorted].reverse() : sorted,
        );
        const { counts } = index.list(query, 'all');
        expect(counts.green + counts.yellow + counts.red + counts.grey).toBe(
          expected.length,
        );
      }
    }
    index.close();
  });

  it('shows only what the filter lets through, and follows changed members', () => {
    const next = numbers(1);
    const index = makeIndex();
    for (let i = 0; i < 14; i++) {
      index.putRecord(recordOf(i, 1, next));
    }
    const filter = {
      rule: 'tenant-role' as const,
      claims: ['user:default/eve'],
      roles: ['viewer' as const],
    };
    expect(index.list({}, filter).total).toBe(0);
    const tenant = {
      revision: 1,
      spec: {
        name: 'tenant-3',
        displayName: 'Three',
        owner: 'group:default/three',
        members: [{ ref: 'user:default/eve', role: 'viewer' as const }],
        quotas: {},
      },
      createdAt: '2026-01-01T00:00:00.000Z',
      createdBy: 'user:default/test',
    };
    index.putTenant('place', tenant);
    expect(index.list({}, filter).total).toBe(2);
    index.removeTenant('place', 'tenant-3');
    expect(index.list({}, filter).total).toBe(0);
    expect(index.list({}, 'none').total).toBe(0);
    index.close();
  });

  it('refuses cursors of other lists and of its own invention', () => {
    const next = numbers(2);
    const index = makeIndex();
    for (let i = 0; i < 5; i++) {
      index.putRecord(recordOf(i, 1, next));
    }
    const { nextCursor } = index.list({ limit: 2 }, 'all');
    for (const query of [
      { cursor: 'x' },
      { cursor: nextCursor, sort: 'health' as const },
      { cursor: Buffer.from('[1]').toString('base64url') },
    ]) {
      expect(() => index.list(query, 'all')).toThrow(
        expect.objectContaining({ name: 'InputError', field: 'cursor' }),
      );
    }
    index.close();
  });

  it('takes no older record than it has', () => {
    const next = numbers(3);
    const index = makeIndex();
    index.putRecord(recordOf(1, 5, next));
    index.putRecord(recordOf(1, 4, next));
    expect(index.get('uid-1')?.record.revision).toBe(5);
    index.close();
  });
});
