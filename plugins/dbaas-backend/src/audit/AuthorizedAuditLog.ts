import {
  auditReadPermission,
  AuditList,
} from '@dbaas-portal/plugin-dbaas-common';
import { Caller } from '../access/Caller';
import { ScopeFilter } from '../access/Filter';
import { Guard } from '../access/Guard';
import { forbidden } from '../access/refusals';
import { AuditLog, AuditQuery } from './AuditLog';

/** Who may read the audit; reading it as a file is audited itself. */
export class AuthorizedAuditLog implements Pick<AuditLog, 'list' | 'export'> {
  constructor(private readonly guard: Guard, private readonly log: AuditLog) {}

  async list(query: AuditQuery, caller: Caller): Promise<AuditList> {
    return this.log.list(query, caller, await this.readable(caller));
  }

  async *export(
    query: AuditQuery,
    caller: Caller,
  ): AsyncIterable<AuditList['items']> {
    const action = await this.log.begin(
      { action: 'audit-export', details: { ...query } },
      caller,
    );
    let rows = 0;
    let failure: unknown;
    try {
      const filter = await this.readable(caller);
      for await (const page of this.log.export(query, caller, filter)) {
        rows += page.length;
        yield page;
      }
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      // Also where the reader went away in the middle.
      const facts = { details: { rows } };
      await (failure === undefined
        ? action.succeed(facts)
        : action.fail(failure, facts));
    }
  }

  private async readable(caller: Caller): Promise<ScopeFilter> {
    const filter = await this.guard.filter(auditReadPermission, caller);
    if (filter === 'none') {
      throw forbidden(auditReadPermission.name);
    }
    return filter;
  }
}
