import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { errorText } from '@dbaas-portal/plugin-dbaas-common';

const refusals = new WeakSet<object>();

/** Whether the guard made this error: the audit calls that `denied`. */
export function isRefusal(error: unknown): boolean {
  return (
    (typeof error === 'object' && error !== null && refusals.has(error)) ||
    error instanceof NotAllowedError
  );
}

/**
 * The answer about what is not there and what the caller may not see: the
 * same, so that nobody learns which of both it is.
 */
export function unseen(what: string, field?: string): NotFoundError {
  const params = { what };
  const text = errorText('not-found', params);
  const error = Object.assign(new NotFoundError(text.en), {
    code: 'not-found',
    params,
    text,
    ...(field && { field }),
  });
  refusals.add(error);
  return error;
}

/** The answer about what the caller sees and may not do. */
export function forbidden(permission: string): NotAllowedError {
  const params = { permission };
  const text = errorText('not-allowed', params);
  const error = Object.assign(new NotAllowedError(text.en), {
    code: 'not-allowed',
    params,
    text,
  });
  refusals.add(error);
  return error;
}
