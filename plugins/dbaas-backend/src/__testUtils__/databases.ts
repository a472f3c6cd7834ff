import createKnex, { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { migrate } from '../database/migrate';
import { shareSqlite } from '../database/openDatabase';
import { startPostgres, TestPostgres } from './startPostgres';

/** A database that several backends can open. */
export type TestDatabase = {
  open(): Promise<Knex>;
  drop(): Promise<void>;
};

export type DatabaseKind = 'SQLite' | 'PostgreSQL';

const MIGRATIONS = path.resolve(__dirname, '../../migrations');

export const migrations = { directory: MIGRATIONS };

/**
 * Databases of both kinds, for tests: SQLite on file, and a real PostgreSQL.
 * Where there is no PostgreSQL to be had, `make` answers undefined.
 */
export class TestDatabaseServer {
  private postgres?: Promise<TestPostgres | undefined>;

  async make(kind: DatabaseKind): Promise<TestDatabase | undefined> {
    return kind === 'SQLite' ? this.sqlite() : this.postgresql();
  }

  async stop(): Promise<void> {
    const server = await this.postgres;
    await server?.stop();
  }

  private sqlite(): TestDatabase {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dbaas-ledger-'));
    const opened: Knex[] = [];
    return {
      open: async () => {
        const knex = createKnex({
          client: 'better-sqlite3',
          connection: { filename: path.join(folder, 'ledger.sqlite') },
          useNullAsDefault: true,
        });
        opened.push(knex);
        await shareSqlite(knex);
        await migrate(knex, MIGRATIONS);
        return knex;
      },
      drop: async () => {
        await Promise.all(opened.map(knex => knex.destroy()));
        fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      },
    };
  }

  private async postgresql(): Promise<TestDatabase | undefined> {
    this.postgres ??= startPostgres();
    const server = await this.postgres;
    if (!server) {
      return undefined;
    }
    const name = `ledger_${randomUUID().replace(/-/g, '')}`;
    const admin = createKnex({ client: 'pg', connection: server.url });
    await admin.raw('create database ??', [name]);
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    const opened: Knex[] = [];
    return {
      open: async () => {
        const knex = createKnex({ client: 'pg', connection: url.toString() });
        opened.push(knex);
        await migrate(knex, MIGRATIONS);
        return knex;
      },
      drop: async () => {
        await Promise.all(opened.map(knex => knex.destroy()));
        await admin.raw('drop database ?? with (force)', [name]);
        await admin.destroy();
      },
    };
  }
}
