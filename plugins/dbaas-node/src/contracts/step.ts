import { JsonObject } from '@backstage/types';
import { LocalizedText, Reason } from '@dbaas-portal/plugin-dbaas-common';

/**
 * One unit of an operation, as data. Executing the same step of the same
 * operation twice has the effect of once: after a crash the worker executes
 * the step again where it stood.
 *
 * @public
 */
export type Step = {
  /** Unique within the operation and stable between calls of `next`. */
  id: string;
  title: LocalizedText;
  /**
   * Who executes it: the platform (apply, start, delete …), the family's
   * driver with the admin login, or the core (see `CoreAction`).
   */
  executor: 'platform' | 'driver' | 'core';
  action: string;
  /** Plain data; names secrets, never holds one. */
  input: JsonObject;
  timeoutSeconds: number;
  /** Whether a cancel may take effect before this step begins. */
  cancellable: boolean;
  /** Once begun, the operation can only go forward. */
  pointOfNoReturn?: boolean;
};

/**
 * What the core itself executes:
 * - `secret`: makes `{name, username}` with a generated password if it is not
 *   there; `{name, username, renew: true}` makes a new one and keeps the old
 *   one under `previous`.
 * - `secrets`: `{logins}` makes each of them, a name and a username, in the
 *   same way.
 * - `drop-secret`: `{name}`.
 * - `probe`: connects through the instance's own `{endpoint}` with
 *   `{secret, database?}` and writes and reads.
 * - `switch-incarnation`: `{incarnation}` becomes the record's; evidence of the
 *   old one no longer counts for its status.
 * - `wait`: only made by `waitUntil`; the worker calls `next` again until the
 *   binding moves on.
 *
 * @public
 */
export type CoreAction =
  | 'secret'
  | 'secrets'
  | 'drop-secret'
  | 'probe'
  | 'switch-incarnation'
  | 'wait';

/**
 * How a step ended. The journal of an operation is the list of these.
 *
 * @public
 */
export type StepResult = {
  id: string;
  state: 'running' | 'succeeded' | 'failed';
  startedAt: string;
  endedAt?: string;
  /** What later steps need to know; never a secret. */
  output?: JsonObject;
  reason?: Reason;
};
