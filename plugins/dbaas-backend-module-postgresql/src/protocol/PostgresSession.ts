import { Accounts } from '@dbaas-portal/plugin-dbaas-common';
import {
  ConnectOptions,
  Frame,
  Probe,
  RunOptions,
  Session,
} from '@dbaas-portal/plugin-dbaas-node';
import pg from 'pg';
import { readAccounts } from './accounts';
import { openClient } from './connection';
import { toTypedError } from './errors';
import { probeServer } from './probe';
import { runStatement } from './run';

/** A row of an internal query: texts by column name. */
export type TextRow = Record<string, string | null>;

/** A connection to one PostgreSQL server. */
export class PostgresSession implements Session {
  readonly serverProcess: string;
  #client: pg.Client;
  #options: ConnectOptions;
  #typeNames: Map<number, string> | undefined;

  static async open(options: ConnectOptions): Promise<PostgresSession> {
    const client = await openClient(options);
    const { rows } = await client.query<{ pid: string }>(
      'SELECT pg_catalog.pg_backend_pid() AS pid',
    );
    return new PostgresSession(client, options, rows[0].pid);
  }

  private constructor(
    client: pg.Client,
    options: ConnectOptions,
    serverProcess: string,
  ) {
    this.#client = client;
    this.#options = options;
    this.serverProcess = serverProcess;
  }

  async *run(statement: string, options: RunOptions): AsyncIterable<Frame> {
    const typeNames = await this.#loadTypeNames();
    yield* runStatement(this.#client, typeNames, statement, options);
  }

  probe(options: { write: boolean }): Promise<Probe> {
    return probeServer(this, options);
  }

  accounts(): Promise<Accounts> {
    return readAccounts(this);
  }

  async close(): Promise<void> {
    await this.#client.end();
  }

  /** A statement of the portal's own, in full; not for users' statements. */
  async query(
    statement: string,
    values: Array<string | string[]> = [],
  ): Promise<TextRow[]> {
    try {
      const { rows } = await this.#client.query<TextRow>(statement, values);
      return rows;
    } catch (error) {
      throw toTypedError(error);
    }
  }

  /** Statements of the portal's own, as one transaction in one round trip. */
  async all(statements: string[]): Promise<void> {
    if (statements.length > 0) {
      await this.query(statements.join(';\n'));
    }
  }

  /** Does something with the same login in another database. */
  async inDatabase<T>(
    database: string,
    work: (session: PostgresSession) => Promise<T>,
  ): Promise<T> {
    const other = await PostgresSession.open({ ...this.#options, database });
    try {
      return await work(other);
    } finally {
      await other.close();
    }
  }

  /** Types made after the first statement show as their number. */
  async #loadTypeNames(): Promise<ReadonlyMap<number, string>> {
    if (!this.#typeNames) {
      const rows = await this.query(
        `SELECT oid::text AS oid, pg_catalog.format_type(oid, NULL) AS name
           FROM pg_catalog.pg_type
          WHERE typtype IN ('b', 'd', 'e', 'r', 'm', 'p')
          ORDER BY oid LIMIT 5000`,
      );
      this.#typeNames = new Map(
        rows.map(row => [Number(row.oid), row.name ?? 'unknown']),
      );
    }
    return this.#typeNames;
  }
}
