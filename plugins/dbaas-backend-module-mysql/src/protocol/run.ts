import { Frame, RunOptions } from '@dbaas-portal/plugin-dbaas-node';
import { Connection } from 'mysql2';
import { headOf } from '../dialect';
import { toTypedError, tookTooLong } from './errors';
import { guard } from './guard';
import { Results } from './Results';
import { Column, textOf } from './text';

const ROWS_PER_FRAME = 500;
const FRAME_BYTES = 1024 * 1024;
/** The server ends the statement itself; this much later we end it. */
const GRACE_MS = 1_000;

/** What a run needs of its session. */
export type Running = {
  connection: Connection;
  limit(ms: number): string;
  kill(): Promise<void>;
  /** A login that many people share through the console. */
  portalLogin: boolean;
};

function send(connection: Connection, sql: string): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.query(sql, error => (error ? reject(error) : resolve()));
  });
}

const visible = ({ name, dataType }: Column) => ({ name, dataType });

function headerOf(value: unknown): { affected: number; warnings: number } {
  const read = (name: string): number => {
    if (typeof value !== 'object' || value === null || !(name in value)) {
      return 0;
    }
    const found: unknown = Object.entries(value).find(e => e[0] === name)?.[1];
    return typeof found === 'number' ? found : 0;
  };
  return { affected: read('affectedRows'), warnings: read('warningStatus') };
}

async function* frames(
  running: Running,
  statement: string,
  options: RunOptions,
): AsyncGenerator<Frame> {
  const results = new Results(running.connection, statement);
  let expired = false;
  const timer = setTimeout(() => {
    expired = true;
    running.kill().catch(() => running.connection.destroy());
  }, options.timeoutMs + GRACE_MS);
  let columns: Column[] | undefined;
  let rows: Array<Array<string | null>> = [];
  let pending = 0;
  let bytes = 0;
  let count = 0;
  let affected = 0;
  let truncated = false;
  let more = false;
  try {
    for await (const { set, value } of results) {
      if (!Array.isArray(value)) {
        affected = headerOf(value).affected;
        continue;
      }
      if (set > 0) {
        more = true;
        continue;
      }
      if (!columns) {
        columns = results.columns();
        yield { type: 'columns', columns: columns.map(visible) };
      }
      const described = columns;
      const row = described.map((column, i) => {
        const cell: unknown = value[i];
        return textOf(Buffer.isBuffer(cell) ? cell : null, column);
      });
      const size = row.reduce((n, v) => n + (v ? Buffer.byteLength(v) : 0), 0);
      if (count >= options.maxRows || bytes + size > options.maxBytes) {
        truncated = true;
        break;
      }
      rows.push(row);
      count++;
      bytes += size;
      pending += size;
      if (rows.length >= ROWS_PER_FRAME || pending >= FRAME_BYTES) {
        yield { type: 'rows', rows };
        rows = [];
        pending = 0;
      }
    }
    if (rows.length > 0) {
      yield { type: 'rows', rows };
    }
    if (!columns && results.columns().length > 0) {
      columns = results.columns();
      yield { type: 'columns', columns: columns.map(visible) };
    }
    if (more) {
      yield {
        type: 'notice',
        text: 'Only the first of several results is shown',
      };
    }
    const [command] = headOf(statement);
    yield {
      type: 'end',
      ...(command ? { command } : {}),
      rowCount: columns ? count : affected,
      truncated,
    };
  } catch (error) {
    throw expired ? tookTooLong() : error;
  } finally {
    clearTimeout(timer);
    await results
      .stop(() => running.kill())
      .catch(() => running.connection.destroy());
  }
}

/**
 * Runs one statement by the text protocol, of which this connection takes no
 * second one in the same message.
 *
 * Read-only runs get a transaction of their own that is rolled back. It guards
 * against accidents; what guards against intent is the login without rights
 * to write, and `guard` for what every login may do to itself.
 */
export async function* runStatement(
  running: Running,
  statement: string,
  options: RunOptions,
): AsyncGenerator<Frame> {
  const { connection } = running;
  guard(statement, { ...running, readOnly: options.readOnly });
  try {
    await send(connection, running.limit(options.timeoutMs));
    if (options.readOnly) {
      await send(connection, 'ROLLBACK');
      await send(connection, 'SET SESSION TRANSACTION READ ONLY');
      await send(connection, 'START TRANSACTION READ ONLY');
    }
    yield* frames(running, statement, options);
  } catch (error) {
    throw toTypedError(error);
  } finally {
    if (options.readOnly) {
      await send(connection, 'ROLLBACK').catch(() => {});
    }
  }
}
