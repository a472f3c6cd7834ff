import { InputError } from '@backstage/errors';

const MAX_IDENTIFIER = 64;

function checked(text: string, what: string): string {
  if (text === '' || text.includes('\0')) {
    throw new InputError(`${what} must not be empty or hold a zero byte`);
  }
  return text;
}

/** A name of a database, table or column, in back-ticks. */
export function quoteIdentifier(name: string): string {
  if (checked(name, 'A name').length > MAX_IDENTIFIER) {
    throw new InputError(`A name has at most ${MAX_IDENTIFIER} characters`);
  }
  return `\`${name.replace(/`/g, '``')}\``;
}

/**
 * A text literal. Only for sessions whose `sql_mode` is known: with
 * NO_BACKSLASH_ESCAPES the doubled backslash would stay doubled.
 */
export function quoteText(text: string): string {
  if (text.includes('\0')) {
    throw new InputError('A text must not hold a zero byte');
  }
  return `'${text.replace(/\\/g, '\\\\').replace(/'/g, "''")}'`;
}

/** A login, from wherever it connects: the server listens where it shall. */
export function quoteAccount(user: string): string {
  return `${quoteText(checked(user, 'A user'))}@'%'`;
}

/**
 * A database as GRANT takes it: there `_` and `%` are wildcards, so that a
 * right on `a_b` would be one on `axb` as well.
 */
export function quoteDatabasePattern(database: string): string {
  return quoteIdentifier(escapeDatabasePattern(database));
}

export function escapeDatabasePattern(database: string): string {
  if (database.includes('\\')) {
    throw new InputError('A database name must not hold a backslash');
  }
  return checked(database, 'A database name').replace(/[_%]/g, '\\$&');
}

/** The database that a stored grant means. */
export function databaseOfPattern(pattern: string): string {
  return pattern.replace(/\\([_%])/g, '$1');
}
