import { LocalizedText, Reason } from './text';

/**
 * Every durable change that the ledger knows.
 *
 * @public
 */
export const OPERATION_KINDS = [
  'create',
  'restart',
  'stop',
  'start',
  'set-parameters',
  'resize',
  'scale',
  'switchover',
  'move-member',
  'upgrade',
  'create-database',
  'drop-database',
  'create-user',
  'alter-user',
  'drop-user',
  'rotate-password',
  'delete',
] as const;

/** @public */
export type OperationKind = (typeof OPERATION_KINDS)[number];

/** @public */
export const OPERATION_STATES = [
  'pending',
  'running',
  'succeeded',
  'failed',
  'cancelled',
] as const;

/** @public */
export type OperationState = (typeof OPERATION_STATES)[number];

/** @public */
export type StepState =
  | 'pending'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'skipped';

/**
 * One step as people see it; inputs and outputs stay in the backend.
 *
 * @public
 */
export type OperationStep = {
  id: string;
  title: LocalizedText;
  state: StepState;
  startedAt?: string;
  endedAt?: string;
  reason?: Reason;
};

/** @public */
export type OperationEvent = {
  at: string;
  level: 'info' | 'warning' | 'error';
  text: LocalizedText;
};

/** @public */
export type Operation = {
  id: string;
  kind: OperationKind;
  state: OperationState;
  instance: { uid: string; name: string; engine: string };
  tenant: string;
  location: string;
  /** Entity reference of the person, or the service subject, that asked. */
  actor: string;
  createdAt: string;
  startedAt?: string;
  endedAt?: string;
  /** 0 to 1; steps that are done over all steps now known. */
  progress: number;
  /** What it is doing, or why it waits, failed or was cancelled. */
  reason?: Reason;
  /** How often it was started, the first time included. */
  attempt: number;
  /** What a person may do about it now. */
  can: { cancel: boolean; retry: boolean; cleanUp: boolean };
  /** The revision of the instance that it leads to. */
  revision: number;
};

/** @public */
export type OperationDetail = Operation & {
  steps: OperationStep[];
  events: OperationEvent[];
  /** After a failure: what exists now. */
  remains?: LocalizedText;
};

/**
 * What each kind of operation takes. Names refer to `InstanceSpec`.
 *
 * @public
 */
export type OperationInputs = {
  create: {};
  restart: { member?: string };
  stop: {};
  start: {};
  'set-parameters': { parameters: Record<string, string | number | boolean> };
  resize: { cpuMillis: number; memoryMib: number; storageMib: number };
  scale: { members: number };
  switchover: { member?: string };
  /** `node` is a name that the location has for one of its machines. */
  'move-member': { member: string; node: string };
  /** One of the `releases` that the location has of the instance's version. */
  upgrade: { targetVersion: string };
  'create-database': { database: string };
  'drop-database': { database: string };
  'create-user': {
    user: string;
    grants: Array<{ database: string; level: string }>;
    validUntil?: string;
  };
  'alter-user': {
    user: string;
    grants?: Array<{ database: string; level: string }>;
    validUntil?: string | null;
    locked?: boolean;
  };
  'drop-user': { user: string };
  'rotate-password': { user: string };
  delete: { confirm: string; despiteDependants?: boolean };
};
