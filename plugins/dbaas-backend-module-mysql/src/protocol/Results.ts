import { Connection, FieldPacket, Query } from 'mysql2';
import { Readable } from 'node:stream';
import { Column, columnOf } from './text';

/** Rows that wait here until the consumer asks; then the socket stands still. */
const READ_AHEAD_ROWS = 64;

/** Rows and headers in the order in which the server sends them. */
export class Results {
  readonly #stream: Readable;
  readonly #ended: Promise<void>;
  readonly #sets: number[] = [];
  #fields: FieldPacket[][] = [];
  #done = false;

  constructor(connection: Connection, sql: string) {
    // A connection that is lost tells of it here and nowhere else: the query
    // would neither fail nor end.
    let lost: Error | undefined;
    let onLost = (error: Error) => {
      lost = error;
    };
    const listener = (error: Error) => onLost(error);
    connection.on('error', listener);
    const query: Query = connection.query({
      sql,
      rowsAsArray: true,
      typeCast: false,
    });
    // Without a listener an error after `stop` would end the process.
    query.on('error', () => {});
    this.#stream = query.stream({ highWaterMark: READ_AHEAD_ROWS });
    this.#ended = new Promise(resolve => {
      const end = () => {
        this.#done = true;
        connection.off('error', listener);
        resolve();
      };
      query.once('end', end);
      onLost = error => {
        end();
        this.#stream.destroy(error);
      };
    });
    if (lost) {
      onLost(lost);
    }
    this.#stream.on('fields', (fields?: FieldPacket[]) => {
      this.#fields.push(fields ?? []);
    });
    this.#stream.on('result', (_row, set?: number) => {
      this.#sets.push(set ?? 0);
    });
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<{
    set: number;
    value: unknown;
  }> {
    for await (const value of this.#stream) {
      yield { set: this.#sets.shift() ?? 0, value };
    }
  }

  /** The columns of the first set; known before its first row, or its end. */
  columns(): Column[] {
    return (this.#fields[0] ?? []).map(columnOf);
  }

  /** Ends it early, so that the connection is free for the next statement. */
  async stop(kill: () => Promise<void>): Promise<void> {
    this.#stream.destroy();
    if (!this.#done) {
      await kill();
      await this.#ended;
    }
  }
}
