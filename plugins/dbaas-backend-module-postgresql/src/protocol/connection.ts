import { ServiceUnavailableError } from '@backstage/errors';
import { ConnectOptions } from '@dbaas-portal/plugin-dbaas-node';
import pg from 'pg';
import { toTypedError } from './errors';

/** Every server has it, and only logins of the portal may connect to it. */
export const MAINTENANCE_DATABASE = 'postgres';

const MAX_NAME_BYTES = 63;

/**
 * Values stay the server's own text: nothing is parsed that would only be
 * printed again, and nothing (big numbers, dates) changes on the way.
 */
export const AS_TEXT: pg.CustomTypesConfig = {
  getTypeParser: () => (value: string) => value,
};

/**
 * Opens a connection. With TLS the server's certificate is self-made and no
 * authority vouches for it, so it is proven by channel binding: the server
 * must know the password's verifier for this very TLS connection.
 */
export async function openClient(options: ConnectOptions): Promise<pg.Client> {
  options.signal?.throwIfAborted();
  const client = new pg.Client({
    host: options.host,
    port: options.port,
    user: options.credential.username,
    password: options.credential.password,
    database: options.database ?? MAINTENANCE_DATABASE,
    application_name: options.applicationName.slice(0, MAX_NAME_BYTES),
    connectionTimeoutMillis: options.connectTimeoutMs,
    ssl: options.tls ? { rejectUnauthorized: false } : false,
    enableChannelBinding: options.tls,
    keepAlive: true,
    types: AS_TEXT,
  });
  // A connection that breaks while idle emits here; the next use fails anyway.
  client.on('error', () => {});
  const abort = () => {
    client.end().catch(() => {});
  };
  options.signal?.addEventListener('abort', abort, { once: true });
  try {
    await client.connect();
  } catch (error) {
    client.end().catch(() => {});
    throw toTypedError(error);
  } finally {
    options.signal?.removeEventListener('abort', abort);
  }
  if (options.signal?.aborted) {
    client.end().catch(() => {});
    throw new ServiceUnavailableError('Connecting was given up');
  }
  return client;
}
