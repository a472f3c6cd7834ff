import { AuditRecord } from '@dbaas-portal/plugin-dbaas-common';
import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { filterRows, ScopeFilter } from '../access/Filter';
import { persistently, transact } from '../database/transact';
import { InstanceIndex } from '../instances/InstanceIndex';
import { AuditQuery } from './AuditLog';

export const AUDIT_TABLE = 'audit_records';
const RETENTION_TABLE = 'audit_retention';

type Row = {
  seq: number | string;
  id: string;
  at: string;
  actor: string;
  action: string;
  outcome: string;
  tenant: string | null;
  instance_uid: string | null;
  instance_name: string | null;
  details: string;
};

/** `more` tells whether there is anything after `last`. */
export type AuditPage = {
  items: AuditRecord[];
  last?: string;
  more: boolean;
};

function outcomeOf(text: string): AuditRecord['outcome'] {
  return text === 'succeeded' || text === 'denied' ? text : 'failed';
}

function recordOf(row: Row): AuditRecord {
  return {
    id: row.id,
    at: row.at,
    actor: row.actor,
    action: row.action,
    outcome: outcomeOf(row.outcome),
    details: JSON.parse(row.details),
    ...(row.tenant !== null && { tenant: row.tenant }),
    ...(row.instance_uid !== null && {
      instance: { uid: row.instance_uid, name: row.instance_name ?? '' },
    }),
  };
}

function moment(text: string, field: string): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) {
    throw Object.assign(new InputError(`${field} is not a time`), {
      code: 'invalid-request',
      field,
      params: { detail: `${field} is not an RFC 3339 time` },
    });
  }
  return at.toISOString();
}

/** The append-only table. */
export class AuditStore {
  constructor(
    private readonly knex: Knex,
    private readonly index: Pick<
      InstanceIndex,
      'all' | 'scope' | 'tenants' | 'tenantScope'
    >,
  ) {}

  async append(record: AuditRecord): Promise<void> {
    const row = {
      id: record.id,
      at: record.at,
      actor: record.actor.slice(0, 255),
      action: record.action,
      outcome: record.outcome,
      tenant: record.tenant ?? null,
      instance_uid: record.instance?.uid.slice(0, 128) ?? null,
      instance_name: record.instance?.name.slice(0, 128) ?? null,
      details: JSON.stringify(record.details),
    };
    await persistently(() => this.knex(AUDIT_TABLE).insert(row));
  }

  /** A page before or after `from`, which the page before it gave. */
  async page(
    query: AuditQuery,
    filter: ScopeFilter,
    options: { order: 'asc' | 'desc'; limit: number; from?: string },
  ): Promise<AuditPage> {
    const rows = this.knex<Row>(AUDIT_TABLE)
      .select('*')
      .orderBy('seq', options.order)
      .limit(options.limit + 1);
    const equal: Array<[string, string | undefined]> = [
      ['actor', query.actor],
      ['action', query.action],
      ['outcome', query.outcome],
      ['tenant', query.tenant],
      ['instance_uid', query.instance],
    ];
    for (const [column, value] of equal) {
      if (value !== undefined) {
        rows.where(column, value);
      }
    }
    if (query.since !== undefined) {
      rows.where('at', '>=', moment(query.since, 'since'));
    }
    if (query.until !== undefined) {
      rows.where('at', '<', moment(query.until, 'until'));
    }
    if (options.from !== undefined) {
      rows.where('seq', options.order === 'asc' ? '>' : '<', options.from);
    }
    filterRows(
      rows,
      filter,
      { tenant: 'tenant', instance: 'instance_uid' },
      this.index,
      this.knex,
    );
    const read: Row[] = await rows;
    const found = read.slice(0, options.limit);
    const last = found.at(-1);
    return {
      items: found.map(recordOf),
      more: read.length > found.length,
      ...(last && { last: String(last.seq) }),
    };
  }

  /**
   * Deletes what is older. The triggers of the table refuse every other
   * deletion: they compare with the moment that is set here, for as long as
   * this transaction lasts.
   */
  async purge(before: string): Promise<number> {
    return transact(this.knex, async tx => {
      await tx(RETENTION_TABLE).update({ purge_before: before });
      const purged = await tx(AUDIT_TABLE).where('at', '<', before).delete();
      await tx(RETENTION_TABLE).update({ purge_before: '' });
      return purged;
    });
  }
}
