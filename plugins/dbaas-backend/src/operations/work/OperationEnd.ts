import {
  InstanceRecord,
  InstanceStatus,
  LocalizedText,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';
import { Evidence, Next } from '@dbaas-portal/plugin-dbaas-node';
import { JournalEntry } from '../rows';
import { ClaimedOperation } from '../StoredOperation';
import { events, NOT_SEEN, reasons, remainsOf } from './reasons';
import { RunContext } from './RunContext';

/** How an operation ends, and what it says on its way. */
export class OperationEnd {
  /** What was seen last, for who has to decide after a failure. */
  resources?: Evidence['resources'];

  constructor(
    private readonly context: RunContext,
    private readonly operation: ClaimedOperation,
  ) {}

  async succeed(
    record: InstanceRecord,
    status: InstanceStatus,
    journal: JournalEntry[],
    next: Extract<Next, { state: 'done' }>,
  ): Promise<void> {
    const { operation, context } = this;
    const { kind, mode } = operation;
    const back = mode === 'clean-up';
    const isProven = journal.some(
      e =>
        e.executor === 'core' &&
        e.action === 'probe' &&
        e.state === 'succeeded',
    );
    if (kind === 'create' && !back && !isProven) {
      await this.fail(reasons.notProven());
      return;
    }
    if (back ? kind === 'create' : kind === 'delete') {
      await context.records.remove(operation.uid, operation);
      await this.endWithoutRecord();
      return;
    }
    const settled = await context.records.change(
      operation.uid,
      operation,
      r => {
        const spec = next.spec ?? r.spec;
        return r.phase === 'active' && spec === r.spec
          ? r
          : { ...r, spec, phase: 'active' };
      },
    );
    await this.tell(events.ended(status.health));
    await this.end(settled?.revision ?? record.revision);
  }

  /** The record is gone: the end of a delete, or of an undone create. */
  async endWithoutRecord(): Promise<void> {
    const { kind, mode } = this.operation;
    if (kind === 'delete' || (kind === 'create' && mode === 'clean-up')) {
      await this.context.records.remove(this.operation.uid, this.operation);
      await this.end(undefined, true);
      return;
    }
    await this.fail(reasons.recordGone());
  }

  private async end(revision?: number, freeName = false): Promise<void> {
    const { operation, context } = this;
    const undone = operation.cancelRequested
      ? reasons.cancelled()
      : reasons.cleanedUp();
    const back = operation.mode === 'clean-up';
    await context.claims.finish(operation, {
      state: back ? 'cancelled' : 'succeeded',
      ...(back ? { reason: undone } : {}),
      ...(revision === undefined ? {} : { revision }),
      freeName,
      at: context.clock().toISOString(),
    });
    await context.changed(operation.id);
  }

  async fail(reason: Reason, remains?: LocalizedText): Promise<void> {
    const { operation, context } = this;
    await this.tell(reason.text, 'error');
    await context.claims.finish(operation, {
      state: 'failed',
      reason,
      remains:
        remains ?? (this.resources ? remainsOf(this.resources) : NOT_SEEN),
      freeName: false,
      at: context.clock().toISOString(),
    });
    await context.changed(operation.id);
  }

  async tell(
    text: LocalizedText,
    level: 'info' | 'error' = 'info',
  ): Promise<void> {
    await this.context.claims.addEvent(this.operation, {
      at: this.context.clock().toISOString(),
      level,
      text,
    });
  }
}
