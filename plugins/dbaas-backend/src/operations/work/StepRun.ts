import {
  InstanceRecord,
  InstanceStatus,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';
import { Platform, Step } from '@dbaas-portal/plugin-dbaas-node';
import { observe } from '../../instances/observe';
import { StepOutcome } from '../DatabaseClaimStore';
import { JournalEntry } from '../rows';
import { ClaimedOperation } from '../StoredOperation';
import { pause } from './pause';
import { events, reasons } from './reasons';
import { RunContext } from './RunContext';
import { isTransient, reasonOf } from './transient';

/** What is known at the beginning of a step. */
export type Turn = {
  record: InstanceRecord;
  status: InstanceStatus;
  platform: Platform;
  journal: JournalEntry[];
};

const WAIT_FIRST_MS = 25;
const WAIT_LONGEST_MS = 1_000;
/** Between two looks, however much happens. */
const WAIT_SHORTEST_MS = 15;
const RETRY_FIRST_MS = 200;
const RETRY_LONGEST_MS = 5_000;
/** How long a step that was told to stop may take to do so. */
const STOP_MS = 10_000;

/** One step: journaled before and after, within its time. */
export class StepRun {
  constructor(
    private readonly context: RunContext,
    private readonly operation: ClaimedOperation,
    private readonly signal: AbortSignal,
  ) {}

  /** A reason where the operation has failed with it. */
  async run(plan: Step[], turn: Turn): Promise<Reason | undefined> {
    const { operation, context } = this;
    const [step] = plan;
    const done = turn.journal.filter(
      e => e.state === 'succeeded' && e.mode === operation.mode,
    ).length;
    const known = turn.journal.find(
      e => e.id === step.id && e.mode === operation.mode,
    );
    if (known?.state !== 'running' || step.action !== 'wait') {
      await context.claims.beginStep(operation, step, {
        plan,
        progress: done / (done + plan.length),
        at: context.clock().toISOString(),
      });
      await context.changed(operation.id);
    }
    operation.plan = plan;
    if (step.executor === 'core' && step.action === 'wait') {
      return this.wait(step, known);
    }
    const outcome = await this.execute(step, turn, known);
    await context.claims.endStep(
      operation,
      step.id,
      outcome,
      context.clock().toISOString(),
    );
    await context.changed(operation.id);
    return outcome.state === 'failed' ? outcome.reason : undefined;
  }

  /** Waits a moment; `next` then tells whether it was long enough. */
  private async wait(
    step: Step,
    known?: JournalEntry,
  ): Promise<Reason | undefined> {
    const { operation, context } = this;
    const now = context.clock().getTime();
    const began =
      known?.state === 'running' ? Date.parse(known.startedAt) : now;
    if (now - began > step.timeoutSeconds * 1000) {
      const reason = reasons.timedOut(step.timeoutSeconds);
      await context.claims.endStep(
        operation,
        step.id,
        { state: 'failed', reason },
        context.clock().toISOString(),
      );
      return reason;
    }
    // The longer it takes, the less a moment matters.
    const ms = Math.min(
      WAIT_LONGEST_MS,
      Math.max(WAIT_FIRST_MS, (now - began) / 10),
    );
    await pause(WAIT_SHORTEST_MS, this.signal);
    await pause(ms - WAIT_SHORTEST_MS, this.signal, wake =>
      context.onSeen(operation.uid, wake),
    );
    return undefined;
  }

  private async execute(
    step: Step,
    turn: Turn,
    known?: JournalEntry,
  ): Promise<StepOutcome> {
    const timeout = AbortSignal.timeout(step.timeoutSeconds * 1000);
    const signal = AbortSignal.any([this.signal, timeout]);
    let { status } = turn;
    let last: Reason | undefined;
    for (
      let wait = RETRY_FIRST_MS;
      ;
      wait = Math.min(wait * 2, RETRY_LONGEST_MS)
    ) {
      try {
        const output = await this.once(
          step,
          { ...turn, status },
          signal,
          known,
        );
        return { state: 'succeeded', output };
      } catch (error) {
        // Lost the claim or shutting down: nothing more may be written.
        this.signal.throwIfAborted();
        if (error instanceof Error && error.name === 'LostClaimError') {
          throw error;
        }
        if (timeout.aborted) {
          return this.late(step, last);
        }
        if (!isTransient(error)) {
          this.context.logger.warn(
            `Step '${step.id}' of operation ${this.operation.id} failed: ${error}`,
          );
          return { state: 'failed', reason: reasonOf(error) };
        }
        last = reasonOf(error);
        this.context.logger.debug(
          `Step '${step.id}' of operation ${this.operation.id} is tried again: ${error}`,
        );
        await this.tellRetry(step, last);
        await pause(wait, signal);
        this.signal.throwIfAborted();
        if (timeout.aborted) {
          return this.late(step, last);
        }
        status = await this.lookAgain(turn.record, status);
      }
    }
  }

  private late(step: Step, last?: Reason): StepOutcome {
    return {
      state: 'failed',
      reason: reasons.timedOut(step.timeoutSeconds, last),
    };
  }

  private async once(
    step: Step,
    turn: Turn,
    signal: AbortSignal,
    known?: JournalEntry,
  ) {
    const { operation, context } = this;
    const work = context.executor.execute(step, {
      operationId: operation.id,
      record: turn.record,
      status: turn.status,
      platform: turn.platform,
      driver: context.registry.driverOf(turn.record.spec.engine),
      signal,
      ...(known?.state === 'running' && known.output
        ? { noted: known.output }
        : {}),
      note: output => context.claims.noteStep(operation, step.id, output),
    });
    let stop = () => {};
    const stopped = new Promise<never>((_, reject) => {
      stop = () => {
        setTimeout(() => reject(signal.reason), STOP_MS).unref();
      };
      signal.addEventListener('abort', stop, { once: true });
    });
    try {
      return await Promise.race([work, stopped]);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  private async lookAgain(record: InstanceRecord, status: InstanceStatus) {
    try {
      const evidence = await this.context.evidence.look(record);
      return observe(this.context.registry, record, evidence, {
        now: this.context.clock().toISOString(),
      });
    } catch (error) {
      if (isTransient(error)) {
        return status;
      }
      throw error;
    }
  }

  private async tellRetry(step: Step, why: Reason): Promise<void> {
    await this.context.claims.addEvent(this.operation, {
      at: this.context.clock().toISOString(),
      level: 'warning',
      text: events.retrying(step.id, why),
    });
  }
}
