import { Knex } from 'knex';

/**
 * Another backend writes at this moment (SQLite), or two transactions met
 * (PostgreSQL): the same again has every chance.
 */
const PASSING: ReadonlySet<unknown> = new Set([
  'SQLITE_BUSY',
  'SQLITE_BUSY_SNAPSHOT',
  'SQLITE_LOCKED',
  '40001',
  '40P01',
]);

const GIVE_UP_MS = 15_000;
const FIRST_MS = 10;
const LONGEST_MS = 300;

function isPassing(error: unknown): boolean {
  // Not by `instanceof`: native modules make errors of the realm that loaded
  // them first.
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    PASSING.has(error.code)
  );
}

/**
 * Does it, and again where only another writer was in the way. SQLite's own
 * waiting blocks the whole process, so it is kept short (see `openDatabase`)
 * and the waiting is done here.
 */
export async function persistently<T>(work: () => Promise<T>): Promise<T> {
  const since = Date.now();
  for (let wait = FIRST_MS; ; wait = Math.min(wait * 2, LONGEST_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || Date.now() - since > GIVE_UP_MS) {
        throw error;
      }
      const ms = wait * (0.5 + Math.random());
      await new Promise(resolve => setTimeout(resolve, ms));
    }
  }
}

/** Two wrote the same key at once: the second finds it when it looks again. */
const DUPLICATES: ReadonlySet<unknown> = new Set([
  '23505',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  'SQLITE_CONSTRAINT_UNIQUE',
]);

/** Whether a row with this key is there already. */
export function isDuplicate(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    DUPLICATES.has(error.code)
  );
}

/** A transaction that begins again where another writer was in the way. */
export function transact<T>(
  knex: Knex,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return persistently(() => knex.transaction(work));
}
