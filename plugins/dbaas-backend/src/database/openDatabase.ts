import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** Where the migrations of the plugin's tables are. */
export const migrationsDirectory = () =>
  resolvePackagePath('@dbaas-portal/plugin-dbaas-backend', 'migrations');

/** The plugin's database, brought to the newest schema. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({ directory: migrationsDirectory() });
  }
  return knex;
}
