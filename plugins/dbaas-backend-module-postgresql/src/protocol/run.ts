import {
  DatabaseError,
  Frame,
  RunOptions,
} from '@dbaas-portal/plugin-dbaas-node';
import pg from 'pg';
import { firstKeyword } from '../dialect';
import { AS_TEXT } from './connection';
import {
  FEATURE_NOT_SUPPORTED,
  IN_FAILED_TRANSACTION,
  QUERY_CANCELED,
  toTypedError,
} from './errors';
import { QueryCursor } from './QueryCursor';

const FIRST_READ = 50;
const MAX_READ = 1000;
/** What one frame shall hold at most, judged by the rows before. */
const FRAME_BYTES = 1024 * 1024;
/** The server ends the statement itself; this much later we end it. */
const GRACE_MS = 2000;
const LOCK_TIMEOUT_MS = 10_000;
const MAX_NOTICES = 100;

type Page = { rows: Array<Array<string | null>>; result: pg.QueryResult };

function readPage(
  client: pg.Client,
  cursor: QueryCursor,
  count: number,
  msLeft: number,
): Promise<Page> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      // The server did not end it in time: it, or the way to it, hangs.
      client.end().catch(() => {});
      reject(new DatabaseError('The statement took too long', QUERY_CANCELED));
    }, Math.max(0, msLeft) + GRACE_MS);
    cursor.read(count, (error, rows, result) => {
      clearTimeout(timer);
      if (error) {
        reject(error);
      } else {
        resolve({ rows, result });
      }
    });
  });
}

function limits(options: RunOptions, scope: 'LOCAL' | 'SESSION'): string {
  const lock = Math.min(options.timeoutMs, LOCK_TIMEOUT_MS);
  return [
    `SET ${scope} statement_timeout = ${Math.ceil(options.timeoutMs)}`,
    `SET ${scope} lock_timeout = ${Math.ceil(lock)}`,
    `SET ${scope} idle_in_transaction_session_timeout = ${Math.ceil(
      options.timeoutMs + GRACE_MS,
    )}`,
  ].join('; ');
}

async function begin(client: pg.Client, options: RunOptions): Promise<void> {
  if (options.readOnly) {
    // Not in one message: BEGIN would take the SET into its transaction.
    await client.query(
      'ROLLBACK; SET SESSION default_transaction_read_only = on',
    );
    await client.query(`BEGIN READ ONLY; ${limits(options, 'LOCAL')}`);
    return;
  }
  try {
    await client.query(limits(options, 'SESSION'));
  } catch (error) {
    // Inside a failed transaction only ROLLBACK works, and it must.
    if (
      !(error instanceof pg.DatabaseError) ||
      error.code !== IN_FAILED_TRANSACTION
    ) {
      throw error;
    }
  }
}

/** Rows that still fit, and how many bytes they have. */
function cut(rows: Page['rows'], bytesLeft: number) {
  let bytes = 0;
  let count = 0;
  for (const row of rows) {
    let size = 0;
    for (const value of row) {
      size += value === null ? 0 : Buffer.byteLength(value);
    }
    if (bytes + size > bytesLeft) {
      break;
    }
    bytes += size;
    count++;
  }
  return { rows: count === rows.length ? rows : rows.slice(0, count), bytes };
}

async function* frames(
  client: pg.Client,
  typeNames: ReadonlyMap<number, string>,
  statement: string,
  options: RunOptions,
): AsyncGenerator<Frame> {
  const deadline = Date.now() + options.timeoutMs;
  const notices: string[] = [];
  const onNotice = (notice: { message?: string }) => {
    if (notices.length < MAX_NOTICES) {
      notices.push(notice.message ?? '');
    }
  };
  client.on('notice', onNotice);
  // Closing a cursor waits for the server's answer, which a connection that
  // broke meanwhile never brings.
  let markEnded = () => {};
  const ended = new Promise<void>(resolve => {
    markEnded = resolve;
  });
  client.once('end', markEnded);
  const cursor = client.query(
    new QueryCursor(statement, [], { rowMode: 'array', types: AS_TEXT }),
  );
  let sent = 0;
  let bytesLeft = options.maxBytes;
  let described = false;
  let next = FIRST_READ;
  let truncated = false;
  try {
    for (;;) {
      // One row more than wanted tells whether there are more.
      const wanted = Math.min(next, options.maxRows - sent + 1);
      const left = deadline - Date.now();
      if (left <= 0) {
        throw new DatabaseError('The statement took too long', QUERY_CANCELED);
      }
      const page = await readPage(client, cursor, wanted, left);
      if (!described && page.result.fields.length > 0) {
        described = true;
        yield {
          type: 'columns',
          columns: page.result.fields.map(field => ({
            name: field.name,
            dataType:
              typeNames.get(field.dataTypeID) ?? `type ${field.dataTypeID}`,
          })),
        };
      }
      for (const text of notices.splice(0)) {
        yield { type: 'notice', text };
      }
      const allowed = page.rows.slice(0, options.maxRows - sent);
      const { rows, bytes } = cut(allowed, bytesLeft);
      truncated = rows.length < page.rows.length;
      sent += rows.length;
      bytesLeft -= bytes;
      if (rows.length > 0) {
        yield { type: 'rows', rows };
      }
      if (truncated || page.rows.length < wanted) {
        if (cursor.copied) {
          throw new DatabaseError(
            'COPY to the client is not supported here',
            FEATURE_NOT_SUPPORTED,
          );
        }
        const { command, rowCount } = page.result;
        yield {
          type: 'end',
          ...(command ? { command } : {}),
          rowCount: described ? sent : rowCount ?? 0,
          truncated,
        };
        return;
      }
      const perRow = Math.max(1, Math.ceil(bytes / Math.max(1, rows.length)));
      next = Math.min(MAX_READ, Math.max(1, Math.floor(FRAME_BYTES / perRow)));
    }
  } finally {
    client.off('notice', onNotice);
    await Promise.race([cursor.close().catch(() => {}), ended]);
    client.off('end', markEnded);
  }
}

/**
 * Runs one statement by the extended protocol, which takes no second one.
 *
 * Read-only runs get a transaction of their own that is rolled back, so that
 * whatever the statement sets (`SET TRANSACTION READ WRITE`, `COMMIT`) ends
 * with it. This guards against accidents; what guards against intent is the
 * login, which has no right to write.
 */
export async function* runStatement(
  client: pg.Client,
  typeNames: ReadonlyMap<number, string>,
  statement: string,
  options: RunOptions,
): AsyncGenerator<Frame> {
  if (
    firstKeyword(statement) === 'COPY' &&
    /\b(STDIN|STDOUT)\b/i.test(statement)
  ) {
    throw new DatabaseError(
      'COPY from or to the client is not supported here',
      FEATURE_NOT_SUPPORTED,
    );
  }
  try {
    await begin(client, options);
    yield* frames(client, typeNames, statement, options);
  } catch (error) {
    throw toTypedError(error);
  } finally {
    if (options.readOnly) {
      await client.query('ROLLBACK').catch(() => {});
    }
  }
}
