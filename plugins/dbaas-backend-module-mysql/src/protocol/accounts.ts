import { Accounts } from '@dbaas-portal/plugin-dbaas-common';
import { databaseOfPattern } from '../dialect';
import { isUserLogin } from './logins';
import type { MysqlSession } from './MysqlSession';

const MAX_ROWS = 10_000;

/** Databases of the server itself. */
export const SYSTEM_DATABASES = [
  'information_schema',
  'mysql',
  'performance_schema',
  'sys',
];

const DATABASES = `
SELECT s.SCHEMA_NAME AS name,
       SUM(t.DATA_LENGTH + t.INDEX_LENGTH) AS size
  FROM information_schema.SCHEMATA AS s
  LEFT JOIN information_schema.TABLES AS t ON t.TABLE_SCHEMA = s.SCHEMA_NAME
 GROUP BY s.SCHEMA_NAME ORDER BY s.SCHEMA_NAME LIMIT ${MAX_ROWS}`;

const GRANTS = `
SELECT User AS user, Db AS pattern, Select_priv AS can_read, Insert_priv AS can_write,
       Drop_priv AS can_drop
  FROM mysql.db WHERE Host = '%' ORDER BY User, Db LIMIT ${MAX_ROWS}`;

function levelOf(row: Record<string, string | null>): string | undefined {
  if (row.can_drop === 'Y') {
    return 'owner';
  }
  if (row.can_write === 'Y') {
    return 'write';
  }
  return row.can_read === 'Y' ? 'read' : undefined;
}

/**
 * Who can do what, as the server says it. Only the portal may make users, so
 * all that connect from anywhere and are not its own are those it made.
 */
export async function readAccounts(session: MysqlSession): Promise<Accounts> {
  const databases = await session.query(DATABASES);
  const users = await session.query(session.flavour.users);
  const grants = await session.query(GRANTS);
  return {
    databases: databases
      .filter(row => !SYSTEM_DATABASES.includes(row.name ?? ''))
      .map(row => ({ name: row.name ?? '', sizeBytes: Number(row.size ?? 0) })),
    users: users
      .filter(row => isUserLogin(row.name ?? ''))
      .map(row => ({
        name: row.name ?? '',
        locked: row.locked === 'Y',
        managed: true,
        grants: grants.flatMap(grant => {
          const level = levelOf(grant);
          return grant.user === row.name && level
            ? [{ database: databaseOfPattern(grant.pattern ?? ''), level }]
            : [];
        }),
      })),
  };
}
