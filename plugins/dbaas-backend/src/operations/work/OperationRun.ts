import {
  InstanceRecord,
  InstanceStatus,
  OperationKind,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  Binding,
  Evidence,
  Next,
  Platform,
  RenderContext,
  Step,
} from '@dbaas-portal/plugin-dbaas-node';
import { KeptSessions } from '../../instances/KeptSessions';
import { observe } from '../../instances/observe';
import { isOperationKind } from '../exclusions';
import { JournalEntry } from '../rows';
import { ClaimedOperation } from '../StoredOperation';
import { incarnationOf } from './IntentWriter';
import { pause } from './pause';
import { OperationEnd } from './OperationEnd';
import { events, NOTHING_BEGUN, reasons } from './reasons';
import { RunContext } from './RunContext';
import { StepRun, Turn } from './StepRun';
import { isTransient, reasonOf } from './transient';

/** How often a binding may ask for a step that has succeeded. */
const MAX_REPEATS = 3;
const PAUSED_MS = 1_000;
/** How long a location may be away before the operation fails. */
const AWAY_MS = 15 * 60_000;

type Parts = { binding: Binding; platform: Platform; kind: OperationKind };

/**
 * One claimed operation, from where it stands to its end: look, ask the
 * binding, do the first step, journal its outcome, look again.
 */
export class OperationRun {
  private readonly repeats = new Map<string, number>();
  private readonly sessions = new KeptSessions();
  private readonly ending: OperationEnd;

  constructor(
    private readonly context: RunContext,
    private readonly operation: ClaimedOperation,
    private readonly signal: AbortSignal,
  ) {
    this.ending = new OperationEnd(context, operation);
  }

  /** Ends it with an error that no step explains. */
  fail(reason: Reason): Promise<void> {
    return this.ending.fail(reason);
  }

  async run(): Promise<void> {
    const { operation, context } = this;
    const journal = await context.store.journal(operation.id);
    await this.ending.tell(
      journal.some(e => e.state === 'running')
        ? events.resumed(context.owner)
        : events.began(operation.attempt, context.owner),
    );
    const parts = this.parts();
    if ('code' in parts) {
      await this.ending.fail(parts);
      return;
    }
    // Undoing is not refused: it is somebody else who asked for that.
    const isBegun = journal.length > 0;
    const refused =
      operation.mode === 'forward' &&
      (await context.checks.refusal(operation, isBegun));
    if (refused) {
      await this.ending.fail(refused, isBegun ? undefined : NOTHING_BEGUN);
      return;
    }
    try {
      await this.walk(parts);
    } finally {
      this.sessions.close();
    }
  }

  private parts(): Parts | Reason {
    const { kind, target } = this.operation;
    if (!isOperationKind(kind)) {
      return reasons.kindUnknown(kind);
    }
    const binding = this.context.registry.binding(target);
    const platform = this.context.registry.platform(target.platform);
    return binding && platform
      ? { binding, platform, kind }
      : reasons.bindingNotFound(target.engine, target.controller);
  }

  private async walk(parts: Parts): Promise<void> {
    const { operation, context } = this;
    let record = await this.writeIntent();
    while (record) {
      this.signal.throwIfAborted();
      const control = await context.claims.control(operation);
      const journal = await context.store.journal(operation.id);
      const waits = journal.some(
        e => e.state === 'running' && e.action === 'wait',
      );
      if (control.paused && !waits) {
        await this.standStill(control.pausedBy);
        continue;
      }
      // Between the looks of a wait no session stays open.
      const evidence = await this.look(
        record,
        waits ? undefined : this.sessions,
      );
      const status = observe(context.registry, record, evidence, {
        now: context.clock().toISOString(),
      });
      const next = await this.ask(parts, record, evidence, status, journal);
      if (next.state === 'failed') {
        await this.ending.fail(next.reason, next.remains);
        return;
      }
      await this.journalPassedWaits(next, journal);
      if (next.state === 'done') {
        await this.ending.succeed(record, status, journal, next);
        return;
      }
      const [step] = next.plan;
      if (this.isToCancel(control.cancelRequested, step)) {
        record = await this.turnBack();
        continue;
      }
      const reason = await this.do(
        { record, status, platform: parts.platform, journal },
        next.plan,
      );
      if (reason) {
        await this.ending.fail(reason);
        return;
      }
      // Steps of the core may have changed it, e.g. its incarnation.
      record = await context.records.get(operation.uid, operation);
    }
    await this.ending.endWithoutRecord();
  }

  private writeIntent(): Promise<InstanceRecord | undefined> {
    return this.operation.mode === 'clean-up'
      ? this.context.intents.back(this.operation)
      : this.context.intents.forward(this.operation);
  }

  /** Paused operations keep their claim and wait at a step's boundary. */
  private async standStill(actor: string): Promise<void> {
    await this.context.claims.setReason(this.operation, reasons.paused(actor));
    await pause(PAUSED_MS, this.signal);
    await this.context.claims.setReason(this.operation, undefined);
  }

  /** A location that does not answer is asked again for a while. */
  private async look(
    record: InstanceRecord,
    kept: KeptSessions | undefined,
  ): Promise<Evidence> {
    const since = Date.now();
    for (let wait = 200; ; wait = Math.min(wait * 2, 5_000)) {
      try {
        const evidence = await this.context.evidence.look(record, kept);
        this.ending.resources = evidence.resources;
        return evidence;
      } catch (error) {
        if (!isTransient(error) || Date.now() - since > AWAY_MS) {
          throw error;
        }
        await this.context.claims.setReason(this.operation, reasonOf(error));
        await pause(wait, this.signal);
        this.signal.throwIfAborted();
      }
    }
  }

  private async ask(
    { binding, kind }: Parts,
    record: InstanceRecord,
    evidence: Evidence,
    status: InstanceStatus,
    journal: JournalEntry[],
  ): Promise<Next> {
    const { operation, context } = this;
    const { id, mode, input, before, target } = operation;
    const detection = await context.registry.detection(
      binding,
      record.spec.location,
    );
    const renderContext: RenderContext = {
      now: context.clock().toISOString(),
      detection,
      uid: record.uid,
      incarnation: record.incarnation,
      nextIncarnation: incarnationOf(id),
    };
    try {
      return binding.next({
        operation: { id, kind, input, mode },
        record,
        ...(before && kind !== 'create' ? { before } : {}),
        target,
        evidence,
        status,
        journal: journal.map(
          ({ mode: _m, title: _t, executor: _e, action: _a, ...r }) => r,
        ),
        context: renderContext,
      });
    } catch (error) {
      context.logger.error(`Binding of operation ${id} failed: ${error}`);
      return { state: 'failed', reason: reasons.bindingFailed() };
    }
  }

  /**
   * A wait that `next` has moved past stays passed: it is journaled, whether
   * it was waited for or its condition held at once.
   */
  private async journalPassedWaits(
    next: Next,
    journal: JournalEntry[],
  ): Promise<void> {
    const { operation, context } = this;
    const now = context.clock().toISOString();
    const first = next.state === 'continue' ? next.plan[0].id : undefined;
    const ahead = new Set(
      next.state === 'continue' ? next.plan.map(s => s.id) : [],
    );
    for (const entry of journal) {
      if (
        entry.state === 'running' &&
        entry.mode === operation.mode &&
        entry.id !== first
      ) {
        await context.claims.endStep(
          operation,
          entry.id,
          { state: 'succeeded' },
          now,
        );
        entry.state = 'succeeded';
      }
    }
    for (const step of operation.plan) {
      const isPassed =
        step.action === 'wait' &&
        !ahead.has(step.id) &&
        !journal.some(e => e.id === step.id);
      if (isPassed) {
        await context.claims.passStep(operation, step, now);
      }
    }
    operation.plan = [];
  }

  private isToCancel(requested: boolean, step: Step): boolean {
    const { mode, noReturn } = this.operation;
    return requested && mode === 'forward' && !noReturn && step.cancellable;
  }

  private async turnBack(): Promise<InstanceRecord | undefined> {
    const { operation, context } = this;
    await context.claims.setMode(operation, 'clean-up');
    operation.mode = 'clean-up';
    operation.cancelRequested = true;
    operation.plan = [];
    await this.ending.tell(events.cancelling());
    return this.writeIntent();
  }

  private async do(turn: Turn, plan: Step[]): Promise<Reason | undefined> {
    const { operation } = this;
    const [step] = plan;
    if (turn.journal.some(e => e.id === step.id && e.state === 'succeeded')) {
      const repeats = (this.repeats.get(step.id) ?? 0) + 1;
      this.repeats.set(step.id, repeats);
      if (repeats > MAX_REPEATS) {
        return reasons.noProgress(step.id);
      }
    }
    operation.noReturn ||= Boolean(step.pointOfNoReturn);
    if (step.executor === 'platform' || step.action === 'wait') {
      this.sessions.drop();
    }
    return new StepRun(this.context, operation, this.signal).run(plan, turn);
  }
}
