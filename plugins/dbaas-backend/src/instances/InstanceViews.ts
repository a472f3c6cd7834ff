import { Instance, InstanceList } from '@dbaas-portal/plugin-dbaas-common';
import { z } from 'zod';
import { matchesFilter, ScopeFilter } from '../access/Filter';
import { DbaasInputError } from '../errors';
import { InstanceQuery } from './InstanceService';
import { IndexedInstance, InstanceView } from './InstanceView';

/** Filters that are kept at once; the least recently used goes. */
const KEPT_VIEWS = 16;

type Sort = NonNullable<InstanceQuery['sort']>;

/** What needs a look comes first. */
const SEVERITY = { red: '0', yellow: '1', grey: '2', green: '3' };

const SORT_KEYS: Record<Sort, (instance: Instance) => string> = {
  name: i => i.record.spec.name,
  tenant: i => i.record.spec.tenant,
  engine: i => i.record.spec.engine,
  health: i => SEVERITY[i.status.health],
  createdAt: i => i.record.createdAt,
  environment: i => i.record.spec.environment,
};

/** Ends with the uid, so that no two keys are the same. */
const fullKey = (sort: Sort) => (i: Instance) =>
  [
    SORT_KEYS[sort](i),
    i.record.spec.name,
    i.record.spec.tenant,
    i.record.uid,
  ].join('\u0000');

const cursorSchema = z.tuple([
  z.string(),
  z.enum(['asc', 'desc']),
  z.string().max(800),
]);

function readCursor(cursor: string, sort: Sort, order: 'asc' | 'desc') {
  try {
    const [by, direction, key] = cursorSchema.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')),
    );
    if (by === sort && direction === order) {
      return key;
    }
  } catch {
    // Whatever is wrong with it, the answer is the same.
  }
  throw new DbaasInputError({
    code: 'invalid-request',
    field: 'cursor',
    params: { detail: 'cursor' },
  });
}

function predicate(query: InstanceQuery, filter: ScopeFilter) {
  const among = (values: string[] | undefined) =>
    values?.length ? new Set(values) : undefined;
  const [tenant, engine, health, owner, environment, location] = [
    query.tenant,
    query.engine,
    query.health,
    query.owner,
    query.environment,
    query.location,
  ].map(among);
  const search = query.search?.trim().toLowerCase();
  return ({ instance, scope, text }: IndexedInstance) => {
    const { spec } = instance.record;
    return (
      (!tenant || tenant.has(spec.tenant)) &&
      (!engine || engine.has(spec.engine)) &&
      (!health || health.has(instance.status.health)) &&
      (!owner || owner.has(spec.owner)) &&
      (!environment || environment.has(spec.environment)) &&
      (!location || location.has(spec.location)) &&
      (!search || text.includes(search)) &&
      matchesFilter(filter, scope)
    );
  };
}

/** Lists of the index, kept for the filters that are in use. */
export class InstanceViews {
  private readonly views = new Map<string, InstanceView>();

  change(before?: IndexedInstance, after?: IndexedInstance): void {
    for (const view of this.views.values()) {
      view.change(before, after);
    }
  }

  /** For changes that move many at once, e.g. of a tenant's members. */
  clear(): void {
    this.views.clear();
  }

  list(
    all: () => Iterable<IndexedInstance>,
    query: InstanceQuery,
    filter: ScopeFilter,
    revision: string,
  ): InstanceList {
    const sort = query.sort ?? 'name';
    const order = query.order ?? 'asc';
    const limit = Math.min(Math.max(query.limit ?? 50, 1), 200);
    const view = this.view(all, query, filter, sort);
    const page = view.page({
      descending: order === 'desc',
      limit,
      after:
        query.cursor === undefined
          ? undefined
          : readCursor(query.cursor, sort, order),
    });
    return {
      items: page.items,
      total: view.total,
      counts: { ...view.counts },
      revision,
      ...(page.more && page.lastKey !== undefined
        ? {
            nextCursor: Buffer.from(
              JSON.stringify([sort, order, page.lastKey]),
            ).toString('base64url'),
          }
        : {}),
    };
  }

  private view(
    all: () => Iterable<IndexedInstance>,
    query: InstanceQuery,
    filter: ScopeFilter,
    sort: Sort,
  ): InstanceView {
    const { search, tenant, engine, health, owner, environment, location } =
      query;
    const key = JSON.stringify([
      sort,
      search,
      tenant,
      engine,
      health,
      owner,
      environment,
      location,
      filter,
    ]);
    const known = this.views.get(key);
    const view =
      known ?? new InstanceView(all(), predicate(query, filter), fullKey(sort));
    // Put last: the first of the map is the one used longest ago.
    this.views.delete(key);
    this.views.set(key, view);
    const [oldest] = this.views.keys();
    if (this.views.size > KEPT_VIEWS) {
      this.views.delete(oldest);
    }
    return view;
  }
}
