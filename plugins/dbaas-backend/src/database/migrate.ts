import { Knex } from 'knex';

/** Somebody else migrates at this moment; so long it may take. */
const PATIENCE_MS = 120_000;
const PAUSE_MS = 250;

/**
 * What a database says to the second of two who make the same at once:
 * PostgreSQL's duplicates of tables, types and rows, and SQLite's locks.
 */
const MET: ReadonlySet<unknown> = new Set([
  '23505',
  '42P07',
  '42710',
  'SQLITE_BUSY',
  'SQLITE_LOCKED',
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
]);

function hasMet(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) {
    return false;
  }
  const name = 'name' in error ? error.name : undefined;
  const code = 'code' in error ? error.code : undefined;
  const message = 'message' in error ? String(error.message) : '';
  return (
    name === 'MigrationLocked' ||
    MET.has(code) ||
    /already exists|Migration table is already locked/.test(message)
  );
}

/**
 * Brings the schema up to date. Backends that start at the same moment meet
 * here: one migrates, the others wait for it and find nothing left to do.
 */
export async function migrate(knex: Knex, directory: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      await knex.migrate.latest({ directory });
      return;
    } catch (error) {
      if (!hasMet(error) || Date.now() > end) {
        throw error;
      }
      await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
    }
  }
}
