import { ServiceUnavailableError } from '@backstage/errors';
import { DatabaseError } from '@dbaas-portal/plugin-dbaas-node';
import pg from 'pg';

/** SQLSTATE of a statement that was cancelled or took too long. */
export const QUERY_CANCELED = '57014';

/** SQLSTATE of a statement inside a transaction that failed before. */
export const IN_FAILED_TRANSACTION = '25P02';

/** SQLSTATE of a feature that is not there. */
export const FEATURE_NOT_SUPPORTED = '0A000';

/**
 * Makes what `pg` throws into what the contract promises: the server's own
 * answer is a `DatabaseError`, everything else means that it is not there.
 */
export function toTypedError(error: unknown): Error {
  if (error instanceof DatabaseError) {
    return error;
  }
  if (error instanceof pg.DatabaseError) {
    const position = Number(error.position);
    return new DatabaseError(
      error.message,
      error.code,
      position > 0 ? position : undefined,
    );
  }
  const cause = error instanceof Error ? error : new Error(String(error));
  return new ServiceUnavailableError(
    `The connection to the server failed: ${cause.message}`,
  );
}
