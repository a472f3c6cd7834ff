import { quoteIdentifier as id } from '../../dialect';
import { PostgresSession } from '../PostgresSession';
import { grantOfRole, levelRole } from '../roles';
import { databaseExists } from './databases';
import { Grant } from './input';

/** The roles of databases that `user` is a direct member of. */
async function memberships(
  session: PostgresSession,
  user: string,
): Promise<Grant[]> {
  const rows = await session.query(
    `SELECT g.rolname AS role
       FROM pg_catalog.pg_auth_members AS a
       JOIN pg_catalog.pg_roles AS m ON m.oid = a.member
       JOIN pg_catalog.pg_roles AS g ON g.oid = a.roleid
      WHERE m.rolname = $1`,
    [user],
  );
  return rows.flatMap(row => grantOfRole(row.role ?? '') ?? []);
}

/**
 * Makes the grants of a user exactly these. One who owns a database acts as
 * its owner role from login on: what several owners make belongs to all of
 * them, and the default privileges of that role cover it.
 */
export async function syncGrants(
  session: PostgresSession,
  user: string,
  grants: Grant[],
): Promise<void> {
  const wanted = new Set(grants.map(g => levelRole(g.database, g.level)));
  const current = await memberships(session, user);
  for (const { database, level } of current) {
    const role = levelRole(database, level);
    if (!wanted.has(role)) {
      await session.query(`REVOKE ${id(role)} FROM ${id(user)}`);
      if (level === 'owner' && (await databaseExists(session, database))) {
        await session.query(
          `ALTER ROLE ${id(user)} IN DATABASE ${id(database)} RESET role`,
        );
      }
    }
  }
  await session.all(
    grants.flatMap(({ database, level }) => {
      const role = id(levelRole(database, level));
      return [
        `GRANT ${role} TO ${id(user)}`,
        ...(level === 'owner'
          ? [
              `ALTER ROLE ${id(user)} IN DATABASE ${id(
                database,
              )} SET role = ${role}`,
            ]
          : []),
      ];
    }),
  );
}
