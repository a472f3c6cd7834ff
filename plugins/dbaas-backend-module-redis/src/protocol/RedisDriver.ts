import {
  ConnectOptions,
  CONTRACT_VERSION,
  Driver,
} from '@dbaas-portal/plugin-dbaas-node';
import { Redis } from 'ioredis';
import { redisActions } from './actions';
import { asDatabaseError, RedisSession } from './RedisSession';

/** Speaks RESP to Redis, Valkey and Sentinel. */
export class RedisDriver implements Driver {
  readonly contractVersion = CONTRACT_VERSION;
  readonly family = 'redis';
  readonly actions = redisActions;

  async connect(options: ConnectOptions): Promise<RedisSession> {
    const redis = new Redis({
      host: options.host,
      port: options.port,
      username: options.credential.username,
      password: options.credential.password,
      // Which authority vouches for a server is nowhere to be told: TLS hides
      // what is said, and does not prove to whom.
      ...(options.tls ? { tls: { rejectUnauthorized: false } } : {}),
      ...(options.database ? { db: Number(options.database) } : {}),
      connectTimeout: options.connectTimeoutMs,
      lazyConnect: true,
      // The caller decides whether to try again, not the client.
      retryStrategy: () => null,
      maxRetriesPerRequest: 0,
      enableReadyCheck: false,
      enableOfflineQueue: false,
      disableClientInfo: true,
    });
    // Why it failed comes as an event; `connect` itself only says that it did.
    // Without a listener a lost connection would end the process.
    let cause: unknown;
    redis.on('error', error => {
      cause = error;
    });
    const abort = () => redis.disconnect();
    options.signal?.addEventListener('abort', abort, { once: true });
    try {
      await redis.connect();
      const session = new RedisSession(redis, '');
      return await this.#introduce(redis, session, options);
    } catch (error) {
      redis.disconnect();
      throw asDatabaseError(cause ?? error);
    }
  }

  async cancel(options: ConnectOptions, serverProcess: string): Promise<void> {
    const session = await this.connect(options);
    try {
      await session.command(['CLIENT', 'KILL', 'ID', serverProcess]);
    } finally {
      await session.close();
    }
  }

  /** Tells the server who it is; Sentinels know no client names of users. */
  async #introduce(
    redis: Redis,
    session: RedisSession,
    options: ConnectOptions,
  ): Promise<RedisSession> {
    // Client names take no blanks and no control characters.
    const name = options.applicationName.replace(/[^!-~]/g, '_').slice(0, 200);
    await session.command(['CLIENT', 'SETNAME', name]);
    const id = await session.command(['CLIENT', 'ID']);
    return new RedisSession(redis, String(id));
  }
}
