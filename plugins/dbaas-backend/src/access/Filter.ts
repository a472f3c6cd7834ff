import { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  InstanceScope,
  matchesScope,
  ScopeQuery,
  TenantScope,
} from '@dbaas-portal/plugin-dbaas-node';
import { Knex } from 'knex';
import { isPostgres } from '../database/dialect';
import { InstanceIndex } from '../instances/InstanceIndex';

/**
 * What a caller may see: everything, nothing, or what fulfils the criteria.
 * `matchesFilter` applies it to memory and `filterRows` to SQL.
 */
export type ScopeFilter = 'all' | 'none' | PermissionCriteria<ScopeQuery>;

type Criteria = PermissionCriteria<ScopeQuery>;

/** Whether one tenant or instance is within the filter. */
export function matchesFilter(
  filter: ScopeFilter,
  scope: TenantScope | InstanceScope,
): boolean {
  if (filter === 'all' || filter === 'none') {
    return filter === 'all';
  }
  return matchesCriteria(filter, scope);
}

function matchesCriteria(
  criteria: Criteria,
  scope: TenantScope | InstanceScope,
): boolean {
  if ('allOf' in criteria) {
    return criteria.allOf.every(c => matchesCriteria(c, scope));
  }
  if ('anyOf' in criteria) {
    return criteria.anyOf.some(c => matchesCriteria(c, scope));
  }
  if ('not' in criteria) {
    return !matchesCriteria(criteria.not, scope);
  }
  return matchesScope(criteria, scope);
}

/** Both filters at once. */
export function bothFilters(a: ScopeFilter, b: ScopeFilter): ScopeFilter {
  if (a === 'none' || b === 'none') {
    return 'none';
  }
  if (a === 'all') {
    return b;
  }
  return b === 'all' ? a : { allOf: [a, b] };
}

/** The columns by which rows are filtered. */
export type ScopeColumns = {
  /** Holds the tenant's name. */
  tenant: string;
  /** Holds the uid of the instance. */
  instance: string;
};

type Facts = Pick<InstanceIndex, 'all' | 'scope' | 'tenants' | 'tenantScope'>;

/**
 * Keeps the rows that are within the filter. Rules about a tenant become
 * `tenant in (…)`, rules about an instance `instance in (…)`, both resolved
 * from the index. Negations are pushed down to the rules first: a row whose
 * tenant or instance is gone fulfils neither a rule nor its negation, so what
 * is not known is not shown.
 */
export function filterRows<Q extends Knex.QueryBuilder>(
  query: Q,
  filter: ScopeFilter,
  columns: ScopeColumns,
  index: Facts,
  knex: Knex,
): Q {
  if (filter === 'all') {
    return query;
  }
  if (filter === 'none') {
    query.whereRaw('1 = 0');
    return query;
  }
  query.where(builder => keep(builder, filter, false, columns, index, knex));
  return query;
}

function keep(
  builder: Knex.QueryBuilder,
  criteria: Criteria,
  negated: boolean,
  columns: ScopeColumns,
  index: Facts,
  knex: Knex,
): void {
  if ('not' in criteria) {
    keep(builder, criteria.not, !negated, columns, index, knex);
    return;
  }
  if ('allOf' in criteria || 'anyOf' in criteria) {
    const parts = 'allOf' in criteria ? criteria.allOf : criteria.anyOf;
    const every = 'allOf' in criteria !== negated;
    for (const part of parts) {
      const nested = (inner: Knex.QueryBuilder) =>
        keep(inner, part, negated, columns, index, knex);
      if (every) {
        builder.andWhere(nested);
      } else {
        builder.orWhere(nested);
      }
    }
    return;
  }
  if (criteria.rule === 'tenant' || criteria.rule === 'tenant-role') {
    among(builder, columns.tenant, tenantsOf(criteria, negated, index), knex);
  } else {
    among(
      builder,
      columns.instance,
      instancesOf(criteria, negated, index),
      knex,
    );
  }
}

/**
 * `in (…)` with one parameter, however long the list: databases bound the
 * number of parameters, and a fleet knows no bound.
 */
function among(
  builder: Knex.QueryBuilder,
  column: string,
  values: string[],
  knex: Knex,
): void {
  if (isPostgres(knex)) {
    builder.whereRaw('?? = any(?::text[])', [column, values]);
  } else {
    builder.whereRaw('?? in (select value from json_each(?))', [
      column,
      JSON.stringify(values),
    ]);
  }
}

function tenantsOf(query: ScopeQuery, negated: boolean, index: Facts) {
  if (query.rule === 'tenant' && !negated) {
    return query.tenants;
  }
  return Array.from(index.tenants(), t => t.spec.name).filter(name => {
    const scope = index.tenantScope(name);
    return scope !== undefined && matchesScope(query, scope) !== negated;
  });
}

function instancesOf(query: ScopeQuery, negated: boolean, index: Facts) {
  return Array.from(index.all(), i => i.record.uid).filter(uid => {
    const scope = index.scope(uid);
    return scope !== undefined && matchesScope(query, scope) !== negated;
  });
}
