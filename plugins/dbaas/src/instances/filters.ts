import { InstanceQuery, InstanceSort } from '@dbaas-portal/plugin-dbaas-react';
import { useMemo } from 'react';
import { useUrlFilters } from '../ui/useUrlFilters';

const LISTS = [
  'tenant',
  'engine',
  'health',
  'owner',
  'environment',
  'location',
] as const;
const SINGLES = ['search'] as const;
const SORTS: readonly InstanceSort[] = [
  'name',
  'tenant',
  'engine',
  'health',
  'createdAt',
  'environment',
];

export type InstanceFilterKey = (typeof LISTS)[number];

function isSort(value: string | null): value is InstanceSort {
  return SORTS.some(sort => sort === value);
}

/** Filters and order of the list of databases, kept in the URL. */
export function useInstanceFilters() {
  const filters = useUrlFilters(LISTS, SINGLES);
  const { key, set } = filters;

  const query = useMemo((): InstanceQuery => {
    const params = new URLSearchParams(key);
    const list = (name: InstanceFilterKey) => {
      const values = params.getAll(name);
      return values.length > 0 ? values : undefined;
    };
    const sort = params.get('sort');
    return {
      search: params.get('search') ?? undefined,
      tenant: list('tenant'),
      engine: list('engine'),
      health: list('health'),
      owner: list('owner'),
      environment: list('environment'),
      location: list('location'),
      sort: isSort(sort) ? sort : 'name',
      order: params.get('order') === 'desc' ? 'desc' : 'asc',
    };
  }, [key]);

  return { ...filters, query, set };
}

export type InstanceFilters = ReturnType<typeof useInstanceFilters>;
