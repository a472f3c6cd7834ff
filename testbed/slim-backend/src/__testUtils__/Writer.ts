import mysql from 'mysql2/promise';
import pg from 'pg';

const PAUSE_MS = 20;

type Row = Record<string, unknown>;

/** A connection, of whichever protocol. */
export type Line = {
  ask(statement: string): Promise<Row[]>;
  end(): Promise<void>;
};

export type Limits = { connectMs: number; askMs: number };

/** A connection to PostgreSQL. */
export async function pgLine(
  login: pg.ClientConfig,
  limits: Limits,
): Promise<Line> {
  const client = new pg.Client({
    connectionTimeoutMillis: limits.connectMs,
    query_timeout: limits.askMs,
    ...login,
  });
  client.on('error', () => {}); // It shows at the next use.
  await client.connect();
  return {
    ask: async statement => (await client.query(statement)).rows,
    end: async () => {
      await client.end().catch(() => {});
    },
  };
}

/** A connection to MariaDB. */
export async function mysqlLine(
  login: mysql.ConnectionOptions,
  limits: Limits,
): Promise<Line> {
  const connection = await mysql.createConnection({
    connectTimeout: limits.connectMs,
    ...login,
  });
  connection.on('error', () => {}); // It shows at the next use.
  return {
    ask: async statement => {
      const [rows] = await connection.query<mysql.RowDataPacket[]>({
        sql: statement,
        timeout: limits.askMs,
      });
      return rows;
    },
    // No farewell: a server that is gone never answers one.
    end: async () => connection.destroy(),
  };
}

/**
 * A client that writes numbered rows all the while, connects again whenever it
 * has to, and remembers which of its rows the server acknowledged.
 */
export class Writer {
  readonly acknowledged: number[] = [];
  /** The longest time between two acknowledged rows, in milliseconds. */
  longestSilence = 0;
  private isOver = false;
  private readonly over: Promise<void>;

  private constructor(private readonly open: (l: Limits) => Promise<Line>) {
    this.over = this.write();
  }

  static async start(open: (l: Limits) => Promise<Line>): Promise<Writer> {
    await Writer.ask(open, 'CREATE TABLE written (n integer)');
    return new Writer(open);
  }

  /** One statement over a connection of its own. */
  static async ask(
    open: (l: Limits) => Promise<Line>,
    statement: string,
  ): Promise<Row[]> {
    const line = await open({ connectMs: 2_000, askMs: 5_000 });
    try {
      return await line.ask(statement);
    } finally {
      await line.end();
    }
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await this.over;
  }

  private async write(): Promise<void> {
    let last = Date.now();
    for (let n = 1; !this.isOver; ) {
      try {
        const line = await this.open({ connectMs: 1_000, askMs: 2_000 });
        try {
          while (!this.isOver) {
            // One that was not acknowledged may be there twice, never not.
            await line.ask(`INSERT INTO written VALUES (${n})`);
            this.acknowledged.push(n);
            this.longestSilence = Math.max(
              this.longestSilence,
              Date.now() - last,
            );
            last = Date.now();
            n += 1;
            await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
          }
        } finally {
          await line.end();
        }
      } catch {
        await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
      }
    }
  }
}
