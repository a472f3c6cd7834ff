import { ServiceUnavailableError } from '@backstage/errors';
import { Accounts } from '@dbaas-portal/plugin-dbaas-common';
import {
  ConnectOptions,
  Frame,
  Probe,
  RunOptions,
  Session,
} from '@dbaas-portal/plugin-dbaas-node';
import { Connection } from 'mysql2';
import { readAccounts } from './accounts';
import { openConnection } from './connection';
import { toTypedError } from './errors';
import { Flavour } from './flavour';
import { isPortalLogin } from './logins';
import { probeServer } from './probe';
import { runStatement } from './run';
import { columnOf, textOf } from './text';

/** A row of an internal query: texts by column name. */
export type TextRow = Record<string, string | null>;

const INTERNAL_TIMEOUT_MS = 120_000;

/** A connection to one server of the family. */
export class MysqlSession implements Session {
  readonly serverProcess: string;

  static async open(
    options: ConnectOptions,
    flavours: Flavour[],
  ): Promise<MysqlSession> {
    const connection = await openConnection(options);
    const [row] = await ask(connection, 'SELECT VERSION() AS version');
    const version = row?.version ?? '';
    const flavour = flavours.find(f => f.recognises(version));
    if (!flavour) {
      connection.destroy();
      throw new ServiceUnavailableError(
        `No flavour of this driver is for a server of version ${version}`,
      );
    }
    return new MysqlSession(connection, options, flavour, version);
  }

  private constructor(
    private readonly connection: Connection,
    private readonly options: ConnectOptions,
    readonly flavour: Flavour,
    readonly version: string,
  ) {
    this.serverProcess = String(connection.threadId ?? 0);
  }

  run(statement: string, options: RunOptions): AsyncIterable<Frame> {
    return runStatement(
      {
        connection: this.connection,
        limit: ms => this.flavour.limitStatements(ms),
        kill: () => this.killRunning(),
        portalLogin: isPortalLogin(this.options.credential.username),
      },
      statement,
      options,
    );
  }

  probe(options: { write: boolean }): Promise<Probe> {
    return probeServer(this, options);
  }

  accounts(): Promise<Accounts> {
    return readAccounts(this);
  }

  async close(): Promise<void> {
    await new Promise<void>(resolve => {
      const timer = setTimeout(() => {
        this.connection.destroy();
        resolve();
      }, 1_000);
      this.connection.end(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** A statement of the portal's own, in full; not for users' statements. */
  query(statement: string, timeoutMs?: number): Promise<TextRow[]> {
    return ask(this.connection, statement, timeoutMs);
  }

  /** Ends what this session runs, from a connection beside it. */
  private async killRunning(): Promise<void> {
    const beside = await openConnection({
      ...this.options,
      signal: undefined,
      database: undefined,
    });
    try {
      await ask(beside, `KILL QUERY ${this.serverProcess}`);
    } finally {
      beside.destroy();
    }
  }
}

async function ask(
  connection: Connection,
  sql: string,
  timeout: number = INTERNAL_TIMEOUT_MS,
): Promise<TextRow[]> {
  return new Promise((resolve, reject) => {
    connection.query(
      { sql, rowsAsArray: true, typeCast: false, timeout },
      (error, rows, fields) => {
        if (error) {
          reject(toTypedError(error));
          return;
        }
        if (!Array.isArray(rows) || !Array.isArray(fields)) {
          resolve([]);
          return;
        }
        const columns = fields.map(columnOf);
        resolve(
          rows.flatMap(row =>
            Array.isArray(row)
              ? [
                  Object.fromEntries(
                    columns.map((column, i) => {
                      const value: unknown = row[i];
                      return [
                        column.name,
                        Buffer.isBuffer(value)
                          ? textOf(value, { ...column, hex: false })
                          : null,
                      ];
                    }),
                  ),
                ]
              : [],
          ),
        );
      },
    );
  });
}
