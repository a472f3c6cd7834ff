/** The levels that users can have on a database, the lowest first. */
export const LEVELS = ['read', 'write', 'owner'] as const;

export type Level = (typeof LEVELS)[number];

/** What a level may do with a database and all that is in it, now and later. */
export const RIGHTS: Readonly<Record<Level, string>> = {
  read: 'SELECT, SHOW VIEW',
  write:
    'SELECT, INSERT, UPDATE, DELETE, EXECUTE, SHOW VIEW, LOCK TABLES, CREATE TEMPORARY TABLES',
  owner: 'ALL PRIVILEGES',
};
