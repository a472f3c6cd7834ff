import { Knex } from 'knex';
import { isPostgres } from './dialect';

/** Somebody else migrates at this moment; so long it may take. */
const PATIENCE_MS = 120_000;
const PAUSE_MS = 250;

/** What SQLite says to the second of two who make the same at once. */
const MET: ReadonlySet<unknown> = new Set([
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

/** Ours alone: other plugins may share the database. */
const LOCK = 'dbaas-portal migrations';

/**
 * Brings the schema up to date. Backends that start at the same moment meet
 * here: one migrates, the others wait for it and find nothing left to do.
 *
 * On PostgreSQL they queue at a lock of the database, as knex's own can be
 * made twice by two who make it at once, and then never opens again.
 */
export async function migrate(knex: Knex, directory: string): Promise<void> {
  if (isPostgres(knex)) {
    await knex.transaction(async trx => {
      await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [LOCK]);
      await knex.migrate.latest({ directory });
    });
    return;
  }
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
