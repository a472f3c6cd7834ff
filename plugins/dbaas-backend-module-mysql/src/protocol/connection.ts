import { ServiceUnavailableError } from '@backstage/errors';
import { ConnectOptions } from '@dbaas-portal/plugin-dbaas-node';
import { Connection, createConnection } from 'mysql2';
import { toTypedError } from './errors';

const MAX_NAME = 512;

/**
 * Opens a connection of one statement at a time, which hands no file of this
 * machine to the server, whatever the server asks for.
 */
export async function openConnection(
  options: ConnectOptions,
): Promise<Connection> {
  options.signal?.throwIfAborted();
  const connection = createConnection({
    host: options.host,
    port: options.port,
    user: options.credential.username,
    password: options.credential.password,
    ...(options.database ? { database: options.database } : {}),
    // Who vouches for the server is not among the options; this hides from
    // those who listen, not from one who stands in the server's place.
    ...(options.tls ? { ssl: { rejectUnauthorized: false } } : {}),
    connectTimeout: options.connectTimeoutMs,
    charset: 'utf8mb4',
    multipleStatements: false,
    flags: ['-LOCAL_FILES'],
    connectAttributes: {
      program_name: options.applicationName.slice(0, MAX_NAME),
    },
  });
  // A connection that breaks while idle emits here; the next use fails anyway.
  connection.on('error', () => {});
  let giveUp: (error: Error) => void = () => {};
  const abort = () =>
    giveUp(new ServiceUnavailableError('Connecting was given up'));
  // The library's own limit ends when the server says its first word.
  const timer = setTimeout(
    () => giveUp(new ServiceUnavailableError('The server does not answer')),
    options.connectTimeoutMs,
  );
  options.signal?.addEventListener('abort', abort, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      giveUp = reject;
      connection.connect(error => (error ? reject(error) : resolve()));
    });
  } catch (error) {
    connection.destroy();
    throw error instanceof ServiceUnavailableError
      ? error
      : toTypedError(error);
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', abort);
  }
  return connection;
}
