import { InstanceRecord } from '@dbaas-portal/plugin-dbaas-common';
import { DatabaseClaimStore } from '../DatabaseClaimStore';
import { parseOperation } from '../inputs';
import { intendedSpec, revertedSpec } from '../intents';
import { ClaimedOperation } from '../StoredOperation';
import { RecordWriter } from './RecordWriter';

const same = (a: unknown, b: unknown) =>
  JSON.stringify(a) === JSON.stringify(b);

/** The incarnation that an operation makes, the same at every call. */
export const incarnationOf = (operationId: string) =>
  `i${operationId.replace(/-/g, '').slice(0, 8)}`;

/**
 * Writes what is wanted into the record before anything is touched, so that
 * whoever comes after a crash finds it.
 */
export class IntentWriter {
  constructor(
    private readonly records: RecordWriter,
    private readonly claims: DatabaseClaimStore,
    private readonly clock: () => Date,
  ) {}

  /** Undefined where there is no record (any more). */
  async forward(
    operation: ClaimedOperation,
  ): Promise<InstanceRecord | undefined> {
    const { uid, target } = operation;
    if (operation.kind === 'create') {
      return this.records.create({
        uid,
        revision: 1,
        spec: target,
        incarnation: incarnationOf(operation.id),
        phase: 'creating',
        createdAt: this.clock().toISOString(),
        createdBy: operation.actor,
      });
    }
    const asked = parseOperation(operation.kind, operation.input);
    return this.records.change(
      uid,
      operation,
      record => {
        const spec = intendedSpec(record.spec, asked);
        const phase = asked.kind === 'delete' ? 'deleting' : record.phase;
        return same(spec, record.spec) && phase === record.phase
          ? record
          : { ...record, spec, phase };
      },
      async (old, changed) => {
        operation.before = old.spec;
        operation.target = changed.spec;
        operation.revision = changed.revision;
        await this.claims.setIntent(operation, {
          before: old.spec,
          target: changed.spec,
          revision: changed.revision,
        });
      },
    );
  }

  /** The record as it was before, or marked for removal. */
  async back(operation: ClaimedOperation): Promise<InstanceRecord | undefined> {
    const { uid, kind, before, target } = operation;
    return this.records.change(uid, operation, record => {
      if (kind === 'create' || !before) {
        return record.phase === 'deleting'
          ? record
          : { ...record, phase: 'deleting' };
      }
      const spec = revertedSpec(record.spec, before, target);
      const phase = kind === 'delete' ? 'active' : record.phase;
      return same(spec, record.spec) && phase === record.phase
        ? record
        : { ...record, spec, phase };
    });
  }
}
