import { Accounts } from '@dbaas-portal/plugin-dbaas-common';
import { PostgresSession } from './PostgresSession';
import { grantOfRole, MANAGED_COMMENT } from './roles';

const MAX_ROWS = 10_000;

const DATABASES = `
SELECT d.datname AS name, pg_catalog.pg_get_userbyid(d.datdba) AS owner,
       pg_catalog.pg_database_size(d.oid)::text AS size
  FROM pg_catalog.pg_database AS d
 WHERE NOT d.datistemplate AND d.datallowconn
 ORDER BY d.datname LIMIT ${MAX_ROWS}`;

/** Logins, and users of ours that are locked: those have no right to log in. */
const USERS = `
SELECT r.rolname AS name, r.rolcanlogin::text AS login,
       r.rolsuper::text AS superuser,
       CASE WHEN r.rolvaliduntil IS NULL OR NOT pg_catalog.isfinite(r.rolvaliduntil)
            THEN NULL
            ELSE pg_catalog.to_char(r.rolvaliduntil AT TIME ZONE 'UTC',
                   'YYYY-MM-DD"T"HH24:MI:SS"Z"') END AS valid_until,
       (pg_catalog.shobj_description(r.oid, 'pg_authid') = $1)::text AS managed
  FROM pg_catalog.pg_roles AS r
 WHERE r.rolname !~ '^pg_'
   AND (r.rolcanlogin OR pg_catalog.shobj_description(r.oid, 'pg_authid') = $1)
 ORDER BY r.rolname LIMIT ${MAX_ROWS}`;

const MEMBERSHIPS = `
SELECT m.rolname AS member, g.rolname AS role
  FROM pg_catalog.pg_auth_members AS a
  JOIN pg_catalog.pg_roles AS m ON m.oid = a.member
  JOIN pg_catalog.pg_roles AS g ON g.oid = a.roleid
 WHERE m.rolcanlogin OR pg_catalog.shobj_description(m.oid, 'pg_authid') = $1
 ORDER BY 1, 2 LIMIT ${MAX_ROWS}`;

/** Who can do what, as the server says it. */
export async function readAccounts(
  session: PostgresSession,
): Promise<Accounts> {
  const databases = await session.query(DATABASES);
  const users = await session.query(USERS, [MANAGED_COMMENT]);
  const memberships = await session.query(MEMBERSHIPS, [MANAGED_COMMENT]);
  const grants = new Map<string, Array<{ database: string; level: string }>>();
  for (const { member, role } of memberships) {
    const grant = grantOfRole(role ?? '');
    if (member && grant) {
      grants.set(member, [...(grants.get(member) ?? []), grant]);
    }
  }
  return {
    databases: databases.map(row => ({
      name: row.name ?? '',
      ...(row.owner ? { owner: row.owner } : {}),
      sizeBytes: Number(row.size),
    })),
    users: users.map(row => ({
      name: row.name ?? '',
      locked: row.login !== 'true',
      ...(row.valid_until ? { validUntil: row.valid_until } : {}),
      grants:
        row.superuser === 'true'
          ? [{ database: '*', level: 'superuser' }]
          : grants.get(row.name ?? '') ?? [],
      managed: row.managed === 'true',
    })),
  };
}
