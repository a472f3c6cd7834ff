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

async function openSqlite(filename: string): Promise<Knex> {
  const knex = createKnex({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
  });
  await shareSqlite(knex);
  await migrate(knex, MIGRATIONS);
  return knex;
}

/**
 * Databases of both kinds, for tests: SQLite on file, and a real PostgreSQL.
 * Where there is no PostgreSQL to be had, `make` answers undefined. Each is a
 * copy of one that was migrated once: migrations take longer than most tests.
 */
export class TestDatabaseServer {
  private postgres?: Promise<TestPostgres | undefined>;
  private template?: Promise<string>;
  private readonly prepared = `ledger_${randomUUID().replace(/-/g, '')}`;
  private preparing?: Promise<void>;

  async make(kind: DatabaseKind): Promise<TestDatabase | undefined> {
    return kind === 'SQLite' ? this.sqlite() : this.postgresql();
  }

  async stop(): Promise<void> {
    const server = await this.postgres;
    if (server && this.preparing) {
      // It may be a server that is used by others too, and later.
      const admin = createKnex({ client: 'pg', connection: server.url });
      await admin.raw('drop database if exists ??', [this.prepared]);
      await admin.destroy();
    }
    await server?.stop();
    const file = await this.template;
    if (file) {
      fs.rmSync(path.dirname(file), { recursive: true, force: true });
    }
  }

  private async sqlite(): Promise<TestDatabase> {
    this.template ??= this.makeTemplate();
    const template = await this.template;
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dbaas-ledger-'));
    const file = path.join(folder, 'ledger.sqlite');
    fs.copyFileSync(template, file);
    const opened: Knex[] = [];
    return {
      open: async () => {
        const knex = await openSqlite(file);
        opened.push(knex);
        return knex;
      },
      drop: async () => {
        await Promise.all(opened.map(knex => knex.destroy()));
        fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      },
    };
  }

  private async makeTemplate(): Promise<string> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dbaas-template-'));
    const file = path.join(folder, 'ledger.sqlite');
    const knex = await openSqlite(file);
    // Everything is in the one file only when nobody has it open.
    await knex.destroy();
    return file;
  }

  private async prepare(url: string): Promise<void> {
    const admin = createKnex({ client: 'pg', connection: url });
    await admin.raw('create database ??', [this.prepared]);
    await admin.destroy();
    const inside = new URL(url);
    inside.pathname = `/${this.prepared}`;
    const knex = createKnex({ client: 'pg', connection: inside.toString() });
    await migrate(knex, MIGRATIONS);
    await knex.destroy();
  }

  private async postgresql(): Promise<TestDatabase | undefined> {
    this.postgres ??= startPostgres();
    const server = await this.postgres;
    if (!server) {
      return undefined;
    }
    this.preparing ??= this.prepare(server.url);
    await this.preparing;
    const name = `ledger_${randomUUID().replace(/-/g, '')}`;
    const admin = createKnex({ client: 'pg', connection: server.url });
    await admin.raw('create database ?? template ??', [name, this.prepared]);
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
