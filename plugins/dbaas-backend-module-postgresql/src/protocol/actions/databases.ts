import { DriverAction } from '@dbaas-portal/plugin-dbaas-node';
import { quoteIdentifier as id } from '../../dialect';
import { PostgresSession } from '../PostgresSession';
import { Level, levelRole, LEVELS } from '../roles';
import { postgresSession, textOf } from './input';

export async function roleExists(
  session: PostgresSession,
  role: string,
): Promise<boolean> {
  const rows = await session.query(
    'SELECT 1 AS one FROM pg_catalog.pg_roles WHERE rolname = $1',
    [role],
  );
  return rows.length > 0;
}

export async function databaseExists(
  session: PostgresSession,
  database: string,
): Promise<boolean> {
  const rows = await session.query(
    'SELECT 1 AS one FROM pg_catalog.pg_database WHERE datname = $1',
    [database],
  );
  return rows.length > 0;
}

/** What the roles may do with what their database holds, now and later. */
function objectRights(level: Level): Array<{ on: string; rights: string }> {
  switch (level) {
    case 'read':
      return [
        { on: 'TABLES', rights: 'SELECT' },
        { on: 'SEQUENCES', rights: 'SELECT' },
        { on: 'SCHEMAS', rights: 'USAGE' },
      ];
    case 'write':
      return [
        { on: 'TABLES', rights: 'SELECT, INSERT, UPDATE, DELETE' },
        { on: 'SEQUENCES', rights: 'SELECT, USAGE, UPDATE' },
        { on: 'SCHEMAS', rights: 'USAGE' },
      ];
    default:
      return [];
  }
}

async function grantInside(
  session: PostgresSession,
  database: string,
): Promise<void> {
  const owner = id(levelRole(database, 'owner'));
  await session.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
  for (const level of LEVELS) {
    const role = id(levelRole(database, level));
    await session.query(`GRANT USAGE ON SCHEMA public TO ${role}`);
    for (const { on, rights } of objectRights(level)) {
      await session.query(
        `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} GRANT ${rights} ON ${on} TO ${role}`,
      );
      if (on !== 'SCHEMAS') {
        await session.query(
          `GRANT ${rights} ON ALL ${on} IN SCHEMA public TO ${role}`,
        );
      }
    }
  }
  await session.query(`GRANT CREATE ON SCHEMA public TO ${owner}`);
}

/** Makes a database, its three roles and their rights. */
export const createDatabase: DriverAction = async (session, input) => {
  const admin = postgresSession(session);
  const database = textOf(input, 'database');
  for (const level of LEVELS) {
    const role = levelRole(database, level);
    if (!(await roleExists(admin, role))) {
      await admin.query(`CREATE ROLE ${id(role)} NOLOGIN`);
    }
  }
  const owner = id(levelRole(database, 'owner'));
  if (!(await databaseExists(admin, database))) {
    await admin.query(`CREATE DATABASE ${id(database)} OWNER ${owner}`);
  }
  await admin.query(`REVOKE ALL ON DATABASE ${id(database)} FROM PUBLIC`);
  for (const level of LEVELS) {
    const role = id(levelRole(database, level));
    await admin.query(
      `GRANT CONNECT, TEMPORARY ON DATABASE ${id(database)} TO ${role}`,
    );
  }
  await admin.inDatabase(database, inside => grantInside(inside, database));
  return { database };
};

/** Ends all sessions in the database and drops it with its roles. */
export const dropDatabase: DriverAction = async (session, input) => {
  const admin = postgresSession(session);
  const database = textOf(input, 'database');
  await admin.query(`DROP DATABASE IF EXISTS ${id(database)} WITH (FORCE)`);
  for (const level of LEVELS) {
    await admin.query(`DROP ROLE IF EXISTS ${id(levelRole(database, level))}`);
  }
  return { database };
};
