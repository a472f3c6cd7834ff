import { AuditList } from '@dbaas-portal/plugin-dbaas-common';
import { Caller } from '../access/Caller';
import { ScopeFilter } from '../access/Filter';

/** What is audited: an action on something, by somebody. */
export type AuditEntry = {
  /** Kebab-case, e.g. `instance-create`. */
  action: string;
  tenant?: string;
  instance?: { uid: string; name: string };
  /** Plain values; never results or secrets. */
  details?: Record<string, string | number | boolean | null>;
};

export type AuditQuery = {
  actor?: string;
  action?: string;
  outcome?: string;
  tenant?: string;
  instance?: string;
  from?: string;
  to?: string;
  limit?: number;
  cursor?: string;
};

/**
 * Writes every write and every data read, success and failure, to Backstage's
 * auditor and to the append-only table.
 */
export interface AuditLog {
  /** Runs `work` and records how it ended; refusals count as `denied`. */
  record<T>(
    entry: AuditEntry,
    caller: Pick<Caller, 'actor'>,
    work: (addDetails: (details: AuditEntry['details']) => void) => Promise<T>,
  ): Promise<T>;
  list(
    query: AuditQuery,
    caller: Caller,
    filter?: ScopeFilter,
  ): Promise<AuditList>;
  export(query: AuditQuery, caller: Caller): AsyncIterable<AuditList['items']>;
}
