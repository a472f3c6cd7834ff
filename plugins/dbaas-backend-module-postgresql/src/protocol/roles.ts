/**
 * Rights are given by three roles per database that nobody logs in with. What
 * is made in a database belongs to its owner role, whose default privileges
 * let the other two use it: so a table made tomorrow is covered today, and no
 * table is lost with the user that made it.
 */
export const LEVELS = ['read', 'write', 'owner'] as const;

export type Level = (typeof LEVELS)[number];

/** Names with this prefix belong to the portal; users cannot take them. */
export const RESERVED_PREFIX = 'dbaas_';

export const REPLICATION_ROLE = `${RESERVED_PREFIX}replication`;
export const CONSOLE_READ_ROLE = `${RESERVED_PREFIX}sql_reader`;
export const CONSOLE_WRITE_ROLE = `${RESERVED_PREFIX}sql_writer`;

/** The mark of the portal on users that it made, as the role's comment. */
export const MANAGED_COMMENT = 'Managed by the database portal';

export function levelRole(database: string, level: Level): string {
  return `${RESERVED_PREFIX}${database}_${level}`;
}

/** What a role gives, if it is one of `levelRole`. */
export function grantOfRole(
  role: string,
): { database: string; level: Level } | undefined {
  for (const level of LEVELS) {
    const suffix = `_${level}`;
    if (role.startsWith(RESERVED_PREFIX) && role.endsWith(suffix)) {
      const database = role.slice(RESERVED_PREFIX.length, -suffix.length);
      return database ? { database, level } : undefined;
    }
  }
  return undefined;
}
