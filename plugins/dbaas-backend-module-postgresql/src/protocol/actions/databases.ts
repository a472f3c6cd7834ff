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

function rightsInside(database: string): string[] {
  const owner = id(levelRole(database, 'owner'));
  return [
    'REVOKE ALL ON SCHEMA public FROM PUBLIC',
    ...LEVELS.flatMap(level => {
      const role = id(levelRole(database, level));
      return [
        `GRANT USAGE ON SCHEMA public TO ${role}`,
        ...objectRights(level).flatMap(({ on, rights }) => [
          `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} GRANT ${rights} ON ${on} TO ${role}`,
          ...(on === 'SCHEMAS'
            ? []
            : [`GRANT ${rights} ON ALL ${on} IN SCHEMA public TO ${role}`]),
        ]),
      ];
    }),
    `GRANT CREATE ON SCHEMA public TO ${owner}`,
  ];
}

async function missingRoles(
  session: PostgresSession,
  roles: string[],
): Promise<string[]> {
  const rows = await session.query(
    'SELECT rolname AS role FROM pg_catalog.pg_roles WHERE rolname = ANY ($1)',
    [roles],
  );
  return roles.filter(role => !rows.some(row => row.role === role));
}

/** Makes a database, its three roles and their rights. */
export const createDatabase: DriverAction = async (session, input) => {
  const admin = postgresSession(session);
  const database = textOf(input, 'database');
  const roles = LEVELS.map(level => levelRole(database, level));
  const missing = await missingRoles(admin, roles);
  await admin.all(missing.map(role => `CREATE ROLE ${id(role)} NOLOGIN`));
  const owner = id(levelRole(database, 'owner'));
  if (!(await databaseExists(admin, database))) {
    await admin.query(`CREATE DATABASE ${id(database)} OWNER ${owner}`);
  }
  await admin.all([
    `REVOKE ALL ON DATABASE ${id(database)} FROM PUBLIC`,
    ...roles.map(
      role =>
        `GRANT CONNECT, TEMPORARY ON DATABASE ${id(database)} TO ${id(role)}`,
    ),
  ]);
  await admin.inDatabase(database, inside =>
    inside.all(rightsInside(database)),
  );
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
