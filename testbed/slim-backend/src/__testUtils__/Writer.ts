import pg from 'pg';

const PAUSE_MS = 20;

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

  private constructor(private readonly login: () => pg.ClientConfig) {
    this.over = this.write();
  }

  static async start(login: () => pg.ClientConfig): Promise<Writer> {
    await Writer.ask(login(), 'CREATE TABLE written (n integer)');
    return new Writer(login);
  }

  /** One statement over a connection of its own. */
  static async ask(login: pg.ClientConfig, statement: string) {
    const client = new pg.Client({
      connectionTimeoutMillis: 2_000,
      query_timeout: 5_000,
      ...login,
    });
    client.on('error', () => {}); // It shows at the next use.
    await client.connect();
    try {
      return (await client.query(statement)).rows;
    } finally {
      await client.end().catch(() => {});
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
        const client = new pg.Client({
          connectionTimeoutMillis: 1_000,
          query_timeout: 2_000,
          ...this.login(),
        });
        client.on('error', () => {});
        await client.connect();
        try {
          while (!this.isOver) {
            // One that was not acknowledged may be there twice, never not.
            await client.query('INSERT INTO written VALUES ($1)', [n]);
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
          await client.end().catch(() => {});
        }
      } catch {
        await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
      }
    }
  }
}
