import {
  Operation,
  OperationDetail,
  OperationEvent,
  OperationKind,
  OperationStep,
} from '@dbaas-portal/plugin-dbaas-common';
import { isOperationKind } from './exclusions';
import { JournalEntry } from './rows';
import { StoredOperation } from './StoredOperation';

/**
 * What a kind of a newer release is shown as: the least specific change. Its
 * reason says what it was.
 */
const UNKNOWN_KIND: OperationKind = 'set-parameters';

function possibilities(o: StoredOperation): Operation['can'] {
  const failed = o.state === 'failed' && !o.superseded;
  const canGoBack = o.kind === 'create' || !o.noReturn;
  return {
    cancel:
      (o.state === 'pending' || o.state === 'running') &&
      o.mode === 'forward' &&
      !o.noReturn &&
      !o.cancelRequested,
    retry: failed,
    cleanUp: failed && o.mode === 'forward' && canGoBack,
  };
}

export function toModel(o: StoredOperation): Operation {
  return {
    id: o.id,
    kind: isOperationKind(o.kind) ? o.kind : UNKNOWN_KIND,
    state: o.state,
    instance: { uid: o.uid, name: o.name, engine: o.engine },
    tenant: o.tenant,
    location: o.location,
    actor: o.actor,
    createdAt: o.createdAt,
    ...(o.startedAt ? { startedAt: o.startedAt } : {}),
    ...(o.endedAt ? { endedAt: o.endedAt } : {}),
    progress: o.progress,
    ...(o.reason ? { reason: o.reason } : {}),
    attempt: o.attempt,
    can: possibilities(o),
    revision: o.revision,
  };
}

/** Journaled steps, then those that are still to come. */
function stepsOf(o: StoredOperation, journal: JournalEntry[]): OperationStep[] {
  const begun = journal.map(entry => ({
    id: entry.id,
    title: entry.title,
    state: entry.state,
    startedAt: entry.startedAt,
    ...(entry.endedAt ? { endedAt: entry.endedAt } : {}),
    ...(entry.reason ? { reason: entry.reason } : {}),
  }));
  const known = new Set(
    journal.filter(e => e.mode === o.mode).map(entry => entry.id),
  );
  const ended = o.state !== 'pending' && o.state !== 'running';
  const planned = o.plan
    .filter(step => !known.has(step.id))
    .map(
      (step): OperationStep => ({
        id: step.id,
        title: step.title,
        state: ended ? 'skipped' : 'pending',
      }),
    );
  return [...begun, ...planned];
}

export function toDetail(
  o: StoredOperation,
  journal: JournalEntry[],
  events: OperationEvent[],
): OperationDetail {
  return {
    ...toModel(o),
    steps: stepsOf(o, journal),
    events,
    ...(o.remains ? { remains: o.remains } : {}),
  };
}
