import { Dependants, InstanceRecord } from '@dbaas-portal/plugin-dbaas-common';
import { createHash } from 'node:crypto';
import { StandingOf } from '../access/Standing';
import { DefaultRegistry } from '../engines/DefaultRegistry';
import { DbaasConflictError, ErrorDetails, errorOf } from '../errors';
import {
  DatabaseAdmissionStore,
  RequestKey,
} from '../operations/DatabaseAdmissionStore';
import { StoredOperation } from '../operations/StoredOperation';
import { RecordWriter } from '../operations/work/RecordWriter';
import { DefaultInstanceIndex } from './DefaultInstanceIndex';
import { Quotas } from './Quotas';

/** What requests are checked with, and where they are admitted. */
export type InstanceServiceOptions = {
  registry: DefaultRegistry;
  index: DefaultInstanceIndex;
  admissions: DatabaseAdmissionStore;
  records: RecordWriter;
  quotas: Quotas;
  clock: () => Date;
  /** Whether this portal opens terminals at all. */
  hasTerminals: boolean;
  /** The role in a tenant of who asks, as far as it is known. */
  standing: StandingOf;
  dependants: (record: InstanceRecord) => Promise<Dependants>;
  /** Something is to be done. */
  wake: () => void;
  changed: (id: string) => Promise<void>;
};

/** As text that does not depend on the order in which members were sent. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : part,
  );
}

/** An idempotency key with what it stands for; none where none was given. */
export function keyOf(
  key: string | undefined,
  request: unknown,
): RequestKey | undefined {
  return key === undefined
    ? undefined
    : {
        key,
        hash: createHash('sha256').update(canonical(request)).digest('hex'),
      };
}

/** Refuses with the first of what is wrong. */
export function refuse(problems: ErrorDetails[]): void {
  if (problems.length > 0) {
    throw errorOf(problems[0]);
  }
}

export function checkRevision(
  expected: number,
  { revision }: InstanceRecord,
): void {
  if (expected !== revision) {
    throw new DbaasConflictError({
      code: 'stale-revision',
      field: 'revision',
      params: { actual: revision, expected },
    });
  }
}

/** An operation was let in: whoever waits for it learns of it. */
export async function announce(
  operation: StoredOperation,
  options: Pick<InstanceServiceOptions, 'wake' | 'changed'>,
): Promise<void> {
  options.wake();
  await options.changed(operation.id);
}
