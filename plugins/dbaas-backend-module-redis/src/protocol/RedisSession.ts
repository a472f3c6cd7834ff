import {
  DatabaseError,
  Frame,
  Probe,
  RunOptions,
  Session,
} from '@dbaas-portal/plugin-dbaas-node';
import { Accounts } from '@dbaas-portal/plugin-dbaas-common';
import { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import { splitCommand } from '../dialect/splitCommand';
import { readAccounts } from './accounts';
import { probeOf } from './probe';
import { rowsOfReply } from './reply';

const ROWS_PER_FRAME = 200;
/** A probe key ends by itself, should the probe die between write and delete. */
const PROBE_KEY_SECONDS = 30;

/**
 * A connection to a Redis or Valkey server. What it may do is what the ACL of
 * its login allows: there is no read-only mode of a session.
 */
export class RedisSession implements Session {
  readonly #redis: Redis;

  constructor(redis: Redis, readonly serverProcess: string) {
    this.#redis = redis;
  }

  async *run(statement: string, options: RunOptions): AsyncIterable<Frame> {
    const args = splitCommand(statement);
    const reply = await this.command(args, options.timeoutMs);
    yield {
      type: 'columns',
      columns: [
        { name: '#', dataType: 'position' },
        { name: 'value', dataType: 'string' },
      ],
    };
    const lines = rowsOfReply(reply);
    let rows: Array<Array<string | null>> = [];
    let bytes = 0;
    let count = 0;
    for (const [position, value] of lines) {
      bytes += position.length + (value?.length ?? 0);
      if (count >= options.maxRows || bytes > options.maxBytes) {
        break;
      }
      rows.push([position, value]);
      count++;
      if (rows.length === ROWS_PER_FRAME) {
        yield { type: 'rows', rows };
        rows = [];
      }
    }
    if (rows.length > 0) {
      yield { type: 'rows', rows };
    }
    yield {
      type: 'end',
      command: args[0].toUpperCase(),
      rowCount: count,
      truncated: count < lines.length,
    };
  }

  async probe(options: { write: boolean }): Promise<Probe> {
    if (options.write) {
      await this.#writeAndRead();
    }
    return probeOf(String(await this.command(['INFO'])));
  }

  async accounts(): Promise<Accounts> {
    return readAccounts(args => this.command(args));
  }

  async close(): Promise<void> {
    this.#redis.disconnect();
  }

  /** Sends one command and waits for its reply, bounded in time. */
  async command(args: string[], timeoutMs: number = 10_000): Promise<unknown> {
    const [name, ...rest] = args;
    let timer: NodeJS.Timeout | undefined;
    const expired = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        // The server goes on with the command; the connection is lost for it.
        this.#redis.disconnect();
        reject(new DatabaseError(`No answer within ${timeoutMs} ms`));
      }, timeoutMs);
    });
    try {
      return await Promise.race([this.#redis.call(name, ...rest), expired]);
    } catch (error) {
      throw asDatabaseError(error);
    } finally {
      clearTimeout(timer);
    }
  }

  async #writeAndRead(): Promise<void> {
    const key = `dbaas-probe:${randomUUID()}`;
    const value = randomUUID();
    await this.command(['SET', key, value, 'EX', String(PROBE_KEY_SECONDS)]);
    const read = await this.command(['GET', key]);
    await this.command(['DEL', key]);
    if (read !== value) {
      throw new DatabaseError('What was written was not read back');
    }
  }
}

/** The first word of an error reply is its code, e.g. `NOPERM`. */
export function asDatabaseError(error: unknown): DatabaseError {
  if (error instanceof DatabaseError) {
    return error;
  }
  const message = error instanceof Error ? error.message : String(error);
  const code = /^([A-Z]+) /.exec(message)?.[1];
  return new DatabaseError(message, code);
}
