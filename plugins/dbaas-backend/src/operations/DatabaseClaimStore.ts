import { JsonObject } from '@backstage/types';
import {
  InstanceSpec,
  LocalizedText,
  OperationEvent,
  OperationState,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';
import { Step } from '@dbaas-portal/plugin-dbaas-node';
import { Knex } from 'knex';
import { databaseNow } from '../database/dialect';
import { persistently, transact } from '../database/transact';
import { OperationRow, StepRow, toColumn } from './rows';
import { ClaimedOperation, OperationMode } from './StoredOperation';

/**
 * Another backend has taken the operation over: whoever gets this stops at
 * once and touches nothing more.
 */
export class LostClaimError extends Error {
  readonly name = 'LostClaimError';
  constructor(id: string) {
    super(`The claim of operation ${id} was lost`);
  }
}

export type StepOutcome =
  | { state: 'succeeded'; output?: JsonObject }
  | { state: 'failed'; reason: Reason };

/** What the ledger keeps of a step that is still to come. */
export type PlannedStep = Pick<Step, 'id' | 'title' | 'executor' | 'action'>;

const plannedStep = ({ id, title, executor, action }: Step): PlannedStep => ({
  id,
  title,
  executor,
  action,
});

type Patch = {
  [column in keyof OperationRow]?: OperationRow[column] | Knex.Raw;
};

type Claim = Pick<ClaimedOperation, 'id' | 'claimToken'>;

/**
 * What a worker writes about an operation that it holds. Every write names the
 * token of the claim and fails if the operation was claimed again meanwhile.
 */
export class DatabaseClaimStore {
  constructor(private readonly knex: Knex) {}

  /** Keeps the claim alive. */
  async heartbeat(claim: Claim, leaseMs: number): Promise<void> {
    await this.alone(claim, {
      lease_until: databaseNow(this.knex, leaseMs),
    });
  }

  /** What people asked for since; also proof that the claim still holds. */
  async control(
    claim: Claim,
  ): Promise<{ cancelRequested: boolean; paused: boolean; pausedBy: string }> {
    const row = await this.knex<OperationRow>('operations')
      .where({ id: claim.id, claim_token: claim.claimToken })
      .first('cancel_requested');
    if (!row) {
      throw new LostClaimError(claim.id);
    }
    const fleet = await this.knex('fleet_control').where({ id: 1 }).first();
    return {
      cancelRequested: Boolean(row.cancel_requested),
      paused: Boolean(fleet?.paused),
      pausedBy: String(fleet?.actor ?? ''),
    };
  }

  async setIntent(
    claim: Claim,
    intent: { before?: InstanceSpec; target: InstanceSpec; revision: number },
  ): Promise<void> {
    await this.alone(claim, {
      before_spec: toColumn(intent.before),
      target_spec: JSON.stringify(intent.target),
      revision: intent.revision,
      owner: intent.target.owner,
      environment: intent.target.environment,
    });
  }

  async setMode(claim: Claim, mode: OperationMode): Promise<void> {
    await this.alone(claim, { mode, plan: '[]' });
  }

  async setReason(claim: Claim, reason: Reason | undefined): Promise<void> {
    await this.alone(claim, { reason: toColumn(reason) });
  }

  /**
   * Journals that a step begins, before it does. A step that was running when
   * its backend died keeps the time at which it first began.
   */
  async beginStep(
    claim: Claim & { mode: OperationMode },
    step: Step,
    about: { plan: Step[]; progress: number; at: string },
  ): Promise<void> {
    await transact(this.knex, async trx => {
      await this.fenced(claim, trx, {
        plan: JSON.stringify(about.plan.map(plannedStep)),
        progress: about.progress,
        ...(step.pointOfNoReturn ? { no_return: true } : {}),
      });
      const key = {
        operation_id: claim.id,
        mode: claim.mode,
        step_id: step.id,
      };
      const known = await trx<StepRow>('operation_steps').where(key).first();
      if (known) {
        if (known.state !== 'running') {
          await trx<StepRow>('operation_steps').where(key).update({
            state: 'running',
            started_at: about.at,
            ended_at: null,
            output: null,
            reason: null,
          });
        }
        return;
      }
      await this.insertStep(trx, claim, step, {
        state: 'running',
        started_at: about.at,
      });
    });
  }

  /** Journals a step that needed nothing to be done. */
  async passStep(
    claim: Claim & { mode: OperationMode },
    step: PlannedStep,
    at: string,
  ): Promise<void> {
    await transact(this.knex, async trx => {
      await this.fenced(claim, trx, {});
      await this.insertStep(trx, claim, step, {
        state: 'succeeded',
        started_at: at,
        ended_at: at,
      });
    });
  }

  /** Journals what an interrupted step needs to know when it runs again. */
  async noteStep(
    claim: Claim & { mode: OperationMode },
    stepId: string,
    output: JsonObject,
  ): Promise<void> {
    await transact(this.knex, async trx => {
      await this.fenced(claim, trx, {});
      await trx<StepRow>('operation_steps')
        .where({ operation_id: claim.id, mode: claim.mode, step_id: stepId })
        .update({ output: JSON.stringify(output) });
    });
  }

  async endStep(
    claim: Claim & { mode: OperationMode },
    stepId: string,
    outcome: StepOutcome,
    at: string,
  ): Promise<void> {
    await transact(this.knex, async trx => {
      await this.fenced(claim, trx, {});
      await trx<StepRow>('operation_steps')
        .where({
          operation_id: claim.id,
          mode: claim.mode,
          step_id: stepId,
        })
        .update({
          state: outcome.state,
          ended_at: at,
          output: toColumn(
            outcome.state === 'succeeded' ? outcome.output : undefined,
          ),
          reason: toColumn(
            outcome.state === 'failed' ? outcome.reason : undefined,
          ),
        });
    });
  }

  async addEvent(claim: Claim, event: OperationEvent): Promise<void> {
    await persistently(() =>
      this.knex('operation_events').insert({
        operation_id: claim.id,
        at: event.at,
        level: event.level,
        text: JSON.stringify(event.text),
      }),
    );
  }

  /** Ends the operation and the claim. */
  async finish(
    claim: Claim,
    end: {
      state: OperationState;
      reason?: Reason;
      remains?: LocalizedText;
      revision?: number;
      /** Whether the name that a create held is free again. */
      freeName: boolean;
      at: string;
    },
  ): Promise<void> {
    await transact(this.knex, async trx => {
      await this.fenced(claim, trx, {
        state: end.state,
        reason: toColumn(end.reason),
        remains: toColumn(end.remains),
        ended_at: end.at,
        claim_token: null,
        lease_until: null,
        cancel_requested: false,
        ...(end.revision === undefined ? {} : { revision: end.revision }),
        ...(end.state === 'failed' ? {} : { plan: '[]' }),
        ...(end.state === 'succeeded' ? { progress: 1 } : {}),
      });
      if (end.freeName) {
        const row = await trx<OperationRow>('operations')
          .where({ id: claim.id })
          .first('uid');
        await trx<OperationRow>('operations')
          .where({ uid: row?.uid })
          .update({ name_slot: null });
      }
    });
  }

  /** Gives the claim back, so that another backend need not wait. */
  async release(claim: Claim): Promise<void> {
    await persistently(() =>
      this.knex<OperationRow>('operations')
        .where({ id: claim.id, claim_token: claim.claimToken })
        .update({ lease_until: 0 }),
    );
  }

  private async insertStep(
    trx: Knex,
    claim: Claim & { mode: OperationMode },
    step: PlannedStep,
    row: Pick<StepRow, 'state' | 'started_at'> & { ended_at?: string },
  ): Promise<void> {
    const last = await trx('operation_steps')
      .where({ operation_id: claim.id })
      .max({ position: 'position' })
      .first();
    await trx<StepRow>('operation_steps').insert({
      operation_id: claim.id,
      mode: claim.mode,
      step_id: step.id,
      position: Number(last?.position ?? 0) + 1,
      title: JSON.stringify(step.title),
      executor: step.executor,
      action: step.action,
      ...row,
    });
  }

  private alone(claim: Claim, patch: Patch): Promise<void> {
    return persistently(() => this.fenced(claim, this.knex, patch));
  }

  private async fenced(claim: Claim, knex: Knex, patch: Patch): Promise<void> {
    const written = await knex('operations')
      .where({ id: claim.id, claim_token: claim.claimToken })
      .update({ claim_token: claim.claimToken, ...patch });
    if (written !== 1) {
      throw new LostClaimError(claim.id);
    }
  }
}
