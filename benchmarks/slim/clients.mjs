import Redis from 'ioredis';
import mysql from 'mysql2/promise';
import pg from 'pg';

/**
 * Asks a server whether it answers, over a connection of its own with the
 * user's login, by the client that each engine's users have.
 */

const CONNECT_MS = 2_000;
const HOST = '127.0.0.1';

async function postgresql({ username, ...login }) {
  const client = new pg.Client({
    ...login,
    user: username,
    host: HOST,
    ssl: false,
    connectionTimeoutMillis: CONNECT_MS,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
  } finally {
    await client.end().catch(() => {});
  }
}

async function mysqlFamily({ username, ...login }) {
  const connection = await mysql.createConnection({
    ...login,
    user: username,
    host: HOST,
    connectTimeout: CONNECT_MS,
  });
  connection.on('error', () => {});
  try {
    await connection.query('SELECT 1');
  } finally {
    connection.destroy();
  }
}

async function redis({ username, password, port }) {
  const client = new Redis({
    username,
    password,
    port,
    host: HOST,
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.ping();
  } finally {
    client.disconnect();
  }
}

/** By engine; a new engine adds its line. */
export const clients = {
  postgresql,
  mysql: mysqlFamily,
  mariadb: mysqlFamily,
  redis,
};

/**
 * Asks again and again until the server answers.
 * @returns {Promise<void>} an error after so long
 */
export async function untilAnswers(engine, login, patienceMs, pauseMs = 5) {
  const until = Date.now() + patienceMs;
  for (;;) {
    const error = await clients[engine](login).then(
      () => undefined,
      reason => reason,
    );
    if (!error) return;
    if (Date.now() > until) throw error;
    await new Promise(resolve => setTimeout(resolve, pauseMs));
  }
}
