import { ServiceUnavailableError } from '@backstage/errors';
import { DatabaseError } from '@dbaas-portal/plugin-dbaas-node';

/** SQLSTATE of a statement that was cancelled or took too long. */
export const QUERY_CANCELED = '70100';

/** SQLSTATE of a statement that is refused before the server sees it. */
export const REFUSED = '42000';

export const tookTooLong = () =>
  new DatabaseError('The statement took too long', QUERY_CANCELED);

/** SQLSTATE of connections that are gone or never came: the client's own. */
const CONNECTION_CLASS = '08';

/** The server's own answer, with its own number beside the SQLSTATE. */
class ServerError extends DatabaseError {
  constructor(message: string, code: string, readonly errno?: number) {
    super(message, code);
  }
}

/**
 * Makes what the client library throws into what the contract promises: the
 * server's own answer is a `DatabaseError`, the rest means it is not there.
 */
export function toTypedError(error: unknown): Error {
  if (error instanceof DatabaseError) {
    return error;
  }
  const cause = error instanceof Error ? error : new Error(String(error));
  if (
    'sqlState' in cause &&
    typeof cause.sqlState === 'string' &&
    cause.sqlState !== '' &&
    !cause.sqlState.startsWith(CONNECTION_CLASS)
  ) {
    return new ServerError(cause.message, cause.sqlState, errorNumber(cause));
  }
  return new ServiceUnavailableError(
    `The connection to the server failed: ${cause.message}`,
  );
}

/** The server's own number of an error, where it is one. */
export function errorNumber(error: unknown): number | undefined {
  return error instanceof Error &&
    'errno' in error &&
    typeof error.errno === 'number'
    ? error.errno
    : undefined;
}
