import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { isPostgres } from './dialect';
import { migrate } from './migrate';

/** How long SQLite itself waits for another writer; it blocks all meanwhile. */
const BUSY_MS = 50;

/** Where the migrations of the plugin's tables are. */
export const migrationsDirectory = () =>
  resolvePackagePath('@dbaas-portal/plugin-dbaas-backend', 'migrations');

/**
 * Lets several backends on one machine share a file: readers do not wait for
 * the writer, and writers wait for each other without blocking (`transact`).
 */
export async function shareSqlite(knex: Knex): Promise<void> {
  await knex.raw('pragma journal_mode = wal');
  await knex.raw(`pragma busy_timeout = ${BUSY_MS}`);
}

/** The plugin's database, brought to the newest schema. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!isPostgres(knex)) {
    await shareSqlite(knex);
  }
  if (!database.migrations?.skip) {
    await migrate(knex, migrationsDirectory());
  }
  return knex;
}
