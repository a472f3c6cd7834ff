import { Reason } from '@dbaas-portal/plugin-dbaas-common';

/** What can go wrong on this machine, beyond invalid input. */
export type LocalErrorCode =
  | 'aborted'
  | 'disk-full'
  | 'location-busy'
  | 'log-elsewhere'
  | 'no-user-to-drop-to'
  | 'port-busy'
  | 'ports-exhausted'
  | 'program-failed'
  | 'program-missing'
  | 'program-timed-out'
  | 'secret-missing';

/**
 * A step that failed, with a reason for people in both languages. The message
 * names program, exit and the last lines of the log; secrets are removed from
 * them before.
 *
 * @public
 */
export class LocalError extends Error {
  readonly name = 'LocalError';
  readonly reason: Reason;
  /** Whether the same step may succeed when it is executed again. */
  readonly transient: boolean;

  constructor(
    readonly code: LocalErrorCode,
    text: Reason['text'],
    options: {
      params?: Reason['params'];
      cure?: Reason['cure'];
      cause?: unknown;
    } = {},
  ) {
    super(text.en, options.cause ? { cause: options.cause } : undefined);
    // Only this backend's end or the operation's own stop interrupts a step.
    this.transient = code === 'aborted';
    this.reason = {
      code,
      text,
      ...(options.params ? { params: options.params } : {}),
      ...(options.cure ? { cure: options.cure } : {}),
    };
  }
}

/** The `code` of an error of the operating system, e.g. `ENOENT`. */
export function systemCode(error: unknown): string | undefined {
  return typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string'
    ? error.code
    : undefined;
}
