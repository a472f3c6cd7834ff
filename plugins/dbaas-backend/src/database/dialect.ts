import { Knex } from 'knex';

/** Whether the database is PostgreSQL; the other one supported is SQLite. */
export function isPostgres(knex: Knex): boolean {
  return String(knex.client.config.client).startsWith('pg');
}

/**
 * Milliseconds since 1970 by the database's own clock, as an expression, so
 * that backends whose clocks differ agree about leases.
 */
export function databaseNow(knex: Knex, plusMs: number = 0): Knex.Raw {
  return isPostgres(knex)
    ? knex.raw(
        '((extract(epoch from clock_timestamp()) * 1000)::bigint + ?::bigint)',
        [plusMs],
      )
    : knex.raw(
        `(cast((julianday('now') - 2440587.5) * 86400000 as integer) + ?)`,
        [plusMs],
      );
}
