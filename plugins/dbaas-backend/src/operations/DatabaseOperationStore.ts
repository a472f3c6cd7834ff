import { Knex } from 'knex';
import { filterRows, ScopeColumns, ScopeFilter } from '../access/Filter';
import { databaseNow, isPostgres } from '../database/dialect';
import { transact } from '../database/transact';
import { InstanceIndex } from '../instances/InstanceIndex';
import { OperationQuery } from './OperationService';
import {
  EventRow,
  OperationRow,
  StepRow,
  toEvent,
  toJournalEntry,
  toOperation,
} from './rows';
import { ClaimedOperation, StoredOperation } from './StoredOperation';

const SCOPE: ScopeColumns = { tenant: 'tenant', instance: 'uid' };

export type Position = { createdAt: string; id: string };

export type Place = { platform: string; location: string };

/** Reads the ledger, and claims what is to be done. */
export class DatabaseOperationStore {
  constructor(private readonly knex: Knex) {}

  async get(id: string): Promise<StoredOperation | undefined> {
    const row = await this.knex<OperationRow>('operations')
      .where({ id })
      .first();
    return row && toOperation(row);
  }

  /** The newest first; `after` is the last of the page before. */
  async list(
    query: Omit<OperationQuery, 'cursor' | 'limit'>,
    page: { limit: number; after?: Position },
    filter: ScopeFilter,
    index: InstanceIndex,
  ): Promise<StoredOperation[]> {
    const rows = this.knex<OperationRow>('operations').select('*');
    const among = (column: string, values: string[] | undefined) =>
      values?.length && rows.whereIn(column, values);
    among('uid', query.instance === undefined ? undefined : [query.instance]);
    among('state', query.state);
    among('kind', query.kind);
    among('tenant', query.tenant);
    if (query.search) {
      const like = `%${query.search
        .toLowerCase()
        .replace(/[\\%_]/g, c => `\\${c}`)}%`;
      rows.where(any => {
        for (const column of ['name', 'tenant', 'actor', 'engine', 'kind']) {
          any.orWhereRaw(`lower(??) like ? escape '\\'`, [column, like]);
        }
      });
    }
    const { after } = page;
    if (after) {
      rows.where(older =>
        older
          .where('created_at', '<', after.createdAt)
          .orWhere(same =>
            same
              .where('created_at', after.createdAt)
              .where('id', '<', after.id),
          ),
      );
    }
    filterRows(rows, filter, SCOPE, index, this.knex);
    const found: OperationRow[] = await rows
      .orderBy([
        { column: 'created_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(page.limit);
    return found.map(toOperation);
  }

  /** Everything that is waiting or running, of the fleet or of an instance. */
  async active(uid?: string): Promise<StoredOperation[]> {
    const rows = this.knex<OperationRow>('operations')
      .whereIn('state', ['pending', 'running'])
      .orderBy('created_at');
    if (uid !== undefined) {
      rows.where({ uid });
    }
    return (await rows).map(toOperation);
  }

  async journal(id: string) {
    const rows = await this.knex<StepRow>('operation_steps')
      .where({ operation_id: id })
      .orderBy('position');
    return rows.map(toJournalEntry);
  }

  async events(id: string, limit: number) {
    const rows = await this.knex<EventRow>('operation_events')
      .where({ operation_id: id })
      .orderBy('id', 'desc')
      .limit(limit);
    return rows.reverse().map(toEvent);
  }

  /**
   * Takes operations whose turn it is and which nobody holds: new ones, and
   * running ones whose backend let its lease end. Nothing while paused.
   */
  async claim(options: {
    places: Place[];
    limit: number;
    owner: string;
    leaseMs: number;
    at: string;
    token: () => string;
  }): Promise<ClaimedOperation[]> {
    if (options.places.length === 0 || options.limit <= 0) {
      return [];
    }
    return transact(this.knex, async trx => {
      const control = await trx('fleet_control').where({ id: 1 }).first();
      if (control?.paused) {
        return [];
      }
      const free = trx<OperationRow>('operations')
        .where(due =>
          due
            .where('state', 'pending')
            .orWhere(lost =>
              lost
                .where('state', 'running')
                .where(ended =>
                  ended
                    .whereNull('lease_until')
                    .orWhere('lease_until', '<', databaseNow(this.knex)),
                ),
            ),
        )
        .whereIn(
          ['platform', 'location'],
          options.places.map(p => [p.platform, p.location]),
        )
        .orderBy('created_at')
        .limit(options.limit);
      if (isPostgres(this.knex)) {
        free.forUpdate().skipLocked();
      }
      const claimed: ClaimedOperation[] = [];
      for (const row of await free) {
        const claimToken = options.token();
        // The old token as a condition makes it atomic where rows cannot be
        // locked.
        const taken = await trx<OperationRow>('operations')
          .where({ id: row.id, state: row.state, claim_token: row.claim_token })
          .update({
            state: 'running',
            claim_token: claimToken,
            claimed_by: options.owner,
            started_at: row.started_at ?? options.at,
          })
          .update('lease_until', databaseNow(this.knex, options.leaseMs));
        if (taken === 1) {
          claimed.push({
            ...toOperation(row),
            state: 'running',
            startedAt: row.started_at ?? options.at,
            claimToken,
          });
        }
      }
      return claimed;
    });
  }
}
