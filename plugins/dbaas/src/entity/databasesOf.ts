import {
  Entity,
  parseEntityRef,
  RELATION_DEPENDS_ON,
  RELATION_HAS_PART,
  RELATION_OWNER_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ANNOTATION_TENANT, Instance } from '@dbaas-portal/plugin-dbaas-common';
import { DbaasApi } from '@dbaas-portal/plugin-dbaas-react';
import { instanceRef } from '../ui/entityRef';

/** Shown on the card; the rest is a click away. */
export const SHOWN = 10;
/** So few are looked up by name; more are found in the lists of their tenants. */
const FEW = 3;
const PAGE_SIZE = 200;
const MAX_PAGES = 5;

/** Which relation leads to the databases, by the kind of the entity. */
const RELATIONS: Record<string, string> = {
  api: RELATION_DEPENDS_ON,
  component: RELATION_DEPENDS_ON,
  system: RELATION_HAS_PART,
  group: RELATION_OWNER_OF,
  user: RELATION_OWNER_OF,
};

/** The databases that the catalog relates to an entity: Resources with names of tenant and database. */
export function databaseRefs(entity: Entity): string[] {
  const type = RELATIONS[entity.kind.toLocaleLowerCase('en-US')];
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef)
    .filter(ref => /^resource:default\/.+--.+$/.test(ref));
}

/** Whether there is anything to show: Systems of tenants always, others if they have databases. */
export function hasDatabases(entity: Entity): boolean {
  return (
    entity.metadata.annotations?.[ANNOTATION_TENANT] !== undefined ||
    databaseRefs(entity).length > 0
  );
}

/** The filter of the list of databases that shows all of them, where there is one. */
export function listFilter(entity: Entity): string | undefined {
  const filter = (name: string, value: string) =>
    `?${new URLSearchParams({ [name]: value })}`;
  switch (entity.kind.toLocaleLowerCase('en-US')) {
    case 'system':
      return filter(
        'tenant',
        entity.metadata.annotations?.[ANNOTATION_TENANT] ??
          entity.metadata.name,
      );
    case 'group':
    case 'user':
      return filter('owner', stringifyEntityRef(entity));
    default:
      return undefined;
  }
}

async function byName(api: DbaasApi, ref: string, signal: AbortSignal) {
  const [tenant, name] = parseEntityRef(ref).name.split('--');
  const page = await api.listInstances(
    { tenant: [tenant], search: name, limit: PAGE_SIZE },
    { signal },
  );
  return page.items.filter(item => instanceRef(item.record.spec) === ref);
}

async function inTenants(api: DbaasApi, refs: string[], signal: AbortSignal) {
  const tenant = [
    ...new Set(refs.map(ref => parseEntityRef(ref).name.split('--')[0])),
  ];
  const wanted = new Set(refs);
  const found: Instance[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < MAX_PAGES && found.length < SHOWN; pages += 1) {
    const page = await api.listInstances(
      { tenant, sort: 'health', limit: PAGE_SIZE, cursor },
      { signal },
    );
    found.push(
      ...page.items.filter(({ record }) =>
        wanted.has(instanceRef(record.spec)),
      ),
    );
    cursor = page.nextCursor;
    if (!cursor) break;
  }
  return found.slice(0, SHOWN);
}

/** Their present state, the worst first; only those that the person may see. */
export async function loadDatabasesOf(
  api: DbaasApi,
  entity: Entity,
  signal: AbortSignal,
): Promise<Instance[]> {
  const tenant = entity.metadata.annotations?.[ANNOTATION_TENANT];
  if (tenant) {
    const page = await api.listInstances(
      { tenant: [tenant], sort: 'health', limit: SHOWN },
      { signal },
    );
    return page.items;
  }
  const refs = databaseRefs(entity);
  if (refs.length > FEW) return inTenants(api, refs, signal);
  const found = await Promise.all(refs.map(ref => byName(api, ref, signal)));
  return found.flat();
}
