import { JsonObject } from '@backstage/types';
import {
  InstanceSpec,
  LocalizedText,
  OPERATION_STATES,
  OperationEvent,
  Reason,
  TenantRole,
} from '@dbaas-portal/plugin-dbaas-common';
import { StepResult } from '@dbaas-portal/plugin-dbaas-node';
import { OperationMode, StoredOperation } from './StoredOperation';

/** The table `operations` as knex gives it; SQLite has numbers for booleans. */
export type OperationRow = {
  id: string;
  kind: string;
  state: string;
  mode: string;
  uid: string;
  name: string;
  engine: string;
  tenant: string;
  platform: string;
  location: string;
  owner: string;
  environment: string;
  actor: string;
  asked_by: string | null;
  standing: string | null;
  input: string;
  before_spec: string | null;
  target_spec: string;
  revision: number;
  attempt: number;
  plan: string;
  progress: number;
  reason: string | null;
  remains: string | null;
  cancel_requested: boolean | number;
  no_return: boolean | number;
  superseded: boolean | number;
  claim_token: string | null;
  claimed_by: string | null;
  lease_until: number | string | null;
  name_slot: string | null;
  created_at: string;
  started_at: string | null;
  ended_at: string | null;
};

/** The table `operation_steps`. */
export type StepRow = {
  operation_id: string;
  mode: string;
  step_id: string;
  position: number;
  title: string;
  executor: string;
  action: string;
  state: string;
  started_at: string;
  ended_at: string | null;
  output: string | null;
  reason: string | null;
};

export type EventRow = {
  id: number | string;
  operation_id: string;
  at: string;
  level: string;
  text: string;
};

/** A step that was begun, with what it was. */
export type JournalEntry = StepResult & {
  mode: OperationMode;
  title: LocalizedText;
  executor: string;
  action: string;
};

/**
 * JSON columns hold what this package wrote: their shape is ours, so they are
 * read by type instead of being parsed by a schema each time.
 */
function json<T>(text: string): T {
  return JSON.parse(text);
}

const optional = <T>(text: string | null): T | undefined =>
  text === null ? undefined : json<T>(text);

const ROLES: TenantRole[] = ['owner', 'member', 'viewer'];

const modeOf = (text: string): OperationMode =>
  text === 'clean-up' ? 'clean-up' : 'forward';

export function toOperation(row: OperationRow): StoredOperation {
  return {
    id: row.id,
    kind: row.kind,
    state: OPERATION_STATES.find(s => s === row.state) ?? 'failed',
    mode: modeOf(row.mode),
    uid: row.uid,
    name: row.name,
    engine: row.engine,
    tenant: row.tenant,
    platform: row.platform,
    location: row.location,
    owner: row.owner,
    environment: row.environment,
    actor: row.actor,
    askedBy: row.asked_by ?? row.actor,
    standing: ROLES.find(role => role === row.standing),
    input: json<JsonObject>(row.input),
    before: optional<InstanceSpec>(row.before_spec),
    target: json<InstanceSpec>(row.target_spec),
    revision: row.revision,
    attempt: row.attempt,
    plan: json<StoredOperation['plan']>(row.plan),
    progress: row.progress,
    reason: optional<Reason>(row.reason),
    remains: optional<LocalizedText>(row.remains),
    cancelRequested: Boolean(row.cancel_requested),
    noReturn: Boolean(row.no_return),
    superseded: Boolean(row.superseded),
    claimToken: row.claim_token ?? undefined,
    createdAt: row.created_at,
    startedAt: row.started_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
  };
}

const STEP_STATES = ['running', 'succeeded', 'failed'] as const;

export function toJournalEntry(row: StepRow): JournalEntry {
  return {
    id: row.step_id,
    mode: modeOf(row.mode),
    title: json<LocalizedText>(row.title),
    executor: row.executor,
    action: row.action,
    state: STEP_STATES.find(s => s === row.state) ?? 'failed',
    startedAt: row.started_at,
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
    ...(row.output === null ? {} : { output: json<JsonObject>(row.output) }),
    ...(row.reason === null ? {} : { reason: json<Reason>(row.reason) }),
  };
}

const LEVELS = ['info', 'warning', 'error'] as const;

export function toEvent(row: EventRow): OperationEvent {
  return {
    at: row.at,
    level: LEVELS.find(l => l === row.level) ?? 'info',
    text: json<LocalizedText>(row.text),
  };
}

/** A value for a JSON column; absent becomes NULL. */
export const toColumn = (value: unknown): string | null =>
  value === undefined ? null : JSON.stringify(value);
