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
  details?: AuditDetails;
};

export type AuditDetails = Record<string, string | number | boolean | null>;

export type AuditQuery = {
  actor?: string;
  action?: string;
  outcome?: string;
  tenant?: string;
  instance?: string;
  /** RFC 3339, inclusive. */
  since?: string;
  /** RFC 3339, exclusive. */
  until?: string;
  limit?: number;
  cursor?: string;
};

/** What is learned about the action while it is done. */
export type AuditFacts = {
  details: AuditDetails;
  tenant?: string;
  instance?: { uid: string; name: string };
};

/** An action that has begun; exactly one of both ends it. */
export interface AuditedAction {
  succeed(facts?: Partial<AuditFacts>): Promise<void>;
  /** Refusals of the guard count as `denied`. */
  fail(error: unknown, facts?: Partial<AuditFacts>): Promise<void>;
}

/**
 * Writes every write and every data read, success and failure, to Backstage's
 * auditor and to the append-only table.
 */
export interface AuditLog {
  /** For what ends later than its call, e.g. a stream of rows. */
  begin(
    entry: AuditEntry,
    caller: Pick<Caller, 'actor'>,
  ): Promise<AuditedAction>;
  /**
   * Runs `work` and records how it ended. What cannot be recorded fails, so
   * that no secret and no row leaves unaudited.
   */
  record<T>(
    entry: AuditEntry,
    caller: Pick<Caller, 'actor'>,
    work: (add: (facts: Partial<AuditFacts>) => void) => Promise<T>,
  ): Promise<T>;
  list(
    query: AuditQuery,
    caller: Caller,
    filter?: ScopeFilter,
  ): Promise<AuditList>;
  /** All that match, oldest first, a page at a time. */
  export(
    query: AuditQuery,
    caller: Caller,
    filter?: ScopeFilter,
  ): AsyncIterable<AuditList['items']>;
}
