import { AuditQuery } from '@dbaas-portal/plugin-dbaas-react';
import { useMemo } from 'react';
import { useUrlFilters } from '../ui/useUrlFilters';

const LISTS = [] as const;
const SINGLES = [
  'actor',
  'action',
  'outcome',
  'tenant',
  'instance',
  'from',
  'to',
] as const;

/** A local time of an input as RFC 3339; nothing where it is not a time. */
function toInstant(local: string): string | undefined {
  const date = new Date(local);
  return local && !Number.isNaN(date.getTime())
    ? date.toISOString()
    : undefined;
}

export function useAuditFilters() {
  const filters = useUrlFilters(LISTS, SINGLES);
  const query = useMemo((): AuditQuery => {
    const params = new URLSearchParams(filters.key);
    const read = (key: (typeof SINGLES)[number]) =>
      params.get(key) || undefined;
    return {
      actor: read('actor'),
      action: read('action'),
      outcome: read('outcome'),
      tenant: read('tenant'),
      instance: read('instance'),
      from: toInstant(params.get('from') ?? ''),
      to: toInstant(params.get('to') ?? ''),
    };
  }, [filters.key]);
  return { ...filters, query };
}
