import { TenantRole } from '@dbaas-portal/plugin-dbaas-common';
import { Knex } from 'knex';
import { isDuplicate, persistently, transact } from '../database/transact';
import { DbaasConflictError } from '../errors';
import { backToCause } from './backToCause';
import { OperationRow, toOperation } from './rows';
import {
  NewOperation,
  OperationMode,
  StoredOperation,
} from './StoredOperation';

/** An idempotency key, with a hash of the request that it stands for. */
export type RequestKey = { key: string; hash: string };

/** What a check is told: all that changed the tenant's instances lately. */
export type TenantOperations = {
  /** Pending and running ones. */
  active: StoredOperation[];
  /** Those that ended so lately that a watch may not have shown it yet. */
  recent: StoredOperation[];
};

type Check = (operations: TenantOperations) => void;

type AdmitOptions = {
  key?: RequestKey;
  check: Check;
  /** Whether the instance that held a name is known to be there. */
  exists: (uid: string) => boolean;
};

const nameSlot = (operation: NewOperation) =>
  `${operation.target.tenant}/${operation.target.name}`;

/**
 * Lets operations into the ledger. Admissions of one tenant queue at a row of
 * their own, on every backend, so that what a check saw is still true when its
 * operation is written: quotas, exclusions and names cannot be raced.
 */
export class DatabaseAdmissionStore {
  constructor(
    private readonly knex: Knex,
    private readonly options: { recentMs: number; clock: () => Date },
  ) {}

  /** The operation that the key was used for; refuses another request. */
  async repeated(
    actor: string,
    key: RequestKey,
    knex: Knex = this.knex,
  ): Promise<StoredOperation | undefined> {
    const used = await knex('request_keys')
      .where({ actor, key: key.key })
      .first();
    if (!used) {
      return undefined;
    }
    if (used.request_hash !== key.hash) {
      throw new DbaasConflictError({ code: 'key-reused' });
    }
    const row = await knex<OperationRow>('operations')
      .where({ id: used.operation_id })
      .first();
    return row && toOperation(row);
  }

  /**
   * Requests with one key that name different tenants do not queue at one row:
   * the second meets the first one's key, and then sees that it was used.
   */
  async admit(
    operation: NewOperation,
    options: AdmitOptions,
  ): Promise<StoredOperation> {
    try {
      return await this.admitOnce(operation, options);
    } catch (error) {
      if (!options.key || !isDuplicate(error)) {
        throw error;
      }
      return this.admitOnce(operation, options);
    }
  }

  /** Lets a failed operation run again, or be cleaned up. */
  async reopen(
    operation: StoredOperation,
    mode: OperationMode,
    asked: { by: string; standing?: TenantRole },
    check: Check,
  ): Promise<StoredOperation | undefined> {
    return transact(this.knex, async trx => {
      await this.queue(trx, operation.tenant);
      check(await this.operationsOf(trx, operation.tenant));
      const reopened = await trx('operations')
        .where({ id: operation.id, state: 'failed', superseded: false })
        .update({
          state: 'pending',
          mode,
          asked_by: asked.by,
          standing: asked.standing ?? null,
          attempt: trx.raw('attempt + 1'),
          reason: null,
          remains: null,
          ended_at: null,
          cancel_requested: false,
        });
      if (reopened !== 1) {
        return undefined;
      }
      await backToCause(trx, operation.id, mode);
      return this.read(trx, operation.id);
    });
  }

  /** Cancels what nobody has begun; tells whether it did. */
  async cancelPending(id: string, reason: string): Promise<boolean> {
    const cancelled = await persistently(() =>
      this.knex('operations')
        .where({ id, state: 'pending', started_at: null })
        .update({
          state: 'cancelled',
          reason,
          ended_at: this.options.clock().toISOString(),
          name_slot: null,
        }),
    );
    return cancelled === 1;
  }

  /** Asks the worker to cancel; tells whether it is not too late for that. */
  async requestCancel(id: string): Promise<boolean> {
    const requested = await persistently(() =>
      this.knex('operations')
        .where({ id, no_return: false, mode: 'forward' })
        .whereIn('state', ['pending', 'running'])
        .update({ cancel_requested: true }),
    );
    return requested === 1;
  }

  /** Forgets keys of requests that nobody repeats any more. */
  async forgetKeys(olderThan: Date): Promise<void> {
    await this.knex('request_keys')
      .where('created_at', '<', olderThan.toISOString())
      .delete();
  }

  /** What counts against a tenant's quota beside the records. */
  async operationsOf(knex: Knex, tenant: string): Promise<TenantOperations> {
    const since = new Date(
      this.options.clock().getTime() - this.options.recentMs,
    ).toISOString();
    const rows = await knex<OperationRow>('operations')
      .where({ tenant })
      .where(relevant =>
        relevant
          .whereIn('state', ['pending', 'running'])
          .orWhere('ended_at', '>', since),
      )
      .orderBy('created_at');
    const operations = rows.map(toOperation);
    const isActive = (o: StoredOperation) =>
      o.state === 'pending' || o.state === 'running';
    return {
      active: operations.filter(isActive),
      recent: operations.filter(o => !isActive(o)),
    };
  }

  /** Whether the ledger knows that nothing is left of an instance. */
  async isGone(uid: string): Promise<boolean> {
    const end = await this.knex<OperationRow>('operations')
      .where({ uid })
      .where(ends =>
        ends
          .where({ kind: 'delete', state: 'succeeded' })
          .orWhere({ kind: 'create', state: 'cancelled' }),
      )
      .first('id');
    return end !== undefined;
  }

  async ofTenant(tenant: string): Promise<TenantOperations> {
    return this.operationsOf(this.knex, tenant);
  }

  private async admitOnce(
    operation: NewOperation,
    options: AdmitOptions,
  ): Promise<StoredOperation> {
    const { target } = operation;
    return transact(this.knex, async trx => {
      await this.queue(trx, target.tenant);
      const { key } = options;
      const before = key && (await this.repeated(operation.actor, key, trx));
      if (before) {
        return before;
      }
      options.check(await this.operationsOf(trx, target.tenant));
      const slot = operation.kind === 'create' ? nameSlot(operation) : null;
      if (slot !== null) {
        await this.freeStale(trx, slot, options.exists);
      }
      const createdAt = this.options.clock().toISOString();
      // What failed before is not to be retried on top of this.
      await trx<OperationRow>('operations')
        .where({ uid: operation.uid, state: 'failed' })
        .update({ superseded: true });
      await trx('operations').insert({
        id: operation.id,
        kind: operation.kind,
        state: 'pending',
        uid: operation.uid,
        name: target.name,
        engine: target.engine,
        tenant: target.tenant,
        platform: target.platform,
        location: target.location,
        owner: target.owner,
        environment: target.environment,
        actor: operation.actor,
        asked_by: operation.actor,
        standing: operation.standing ?? null,
        input: JSON.stringify(operation.input),
        before_spec: operation.before ? JSON.stringify(operation.before) : null,
        target_spec: JSON.stringify(target),
        revision: operation.revision,
        name_slot: slot,
        created_at: createdAt,
      });
      if (key) {
        await trx('request_keys').insert({
          actor: operation.actor,
          key: key.key,
          request_hash: key.hash,
          operation_id: operation.id,
          created_at: createdAt,
        });
      }
      return this.read(trx, operation.id);
    });
  }

  private async queue(trx: Knex, tenant: string): Promise<void> {
    await trx('admissions')
      .insert({ scope: tenant, count: 1 })
      .onConflict('scope')
      .merge({ count: trx.raw('?? + 1', ['admissions.count']) });
  }

  /**
   * A name stays with its instance as long as the ledger knows no deletion.
   * Where the record is gone by another way, the name is free.
   */
  private async freeStale(
    trx: Knex,
    slot: string,
    exists: (uid: string) => boolean,
  ): Promise<void> {
    const row = await trx<OperationRow>('operations')
      .where({ name_slot: slot })
      .first();
    if (!row) {
      return;
    }
    const holder = toOperation(row);
    const settled =
      holder.endedAt !== undefined &&
      Date.parse(holder.endedAt) + this.options.recentMs <
        this.options.clock().getTime();
    if (!settled || exists(holder.uid)) {
      throw new DbaasConflictError({
        code: 'name-taken',
        field: 'name',
        params: { name: holder.name },
      });
    }
    await trx('operations')
      .where({ id: holder.id })
      .update({ name_slot: null });
  }

  private async read(knex: Knex, id: string): Promise<StoredOperation> {
    const row = await knex<OperationRow>('operations').where({ id }).first();
    if (!row) {
      throw new Error(`Operation ${id} is not in the ledger`);
    }
    return toOperation(row);
  }
}
