import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { DriverAction } from '@dbaas-portal/plugin-dbaas-node';
import { quoteIdentifier as id, quoteLiteral as text } from '../../dialect';
import { PostgresSession } from '../PostgresSession';
import { levelRole, MANAGED_COMMENT, RESERVED_PREFIX } from '../roles';
import { scramVerifier } from '../scram';
import { databaseExists, roleExists } from './databases';
import { syncGrants } from './grants';
import { grantsOf, postgresSession, textOf, textsOf } from './input';

/** Whatever a user was given elsewhere, none of ours is more than a user. */
const PLAIN = 'NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS';

/**
 * The name of a user that the portal made. Logins of the portal, and roles
 * that somebody made by hand, are not touched.
 */
async function managedUser(
  session: PostgresSession,
  input: JsonObject,
): Promise<{ user: string; exists: boolean }> {
  const user = textOf(input, 'user');
  if (user.startsWith(RESERVED_PREFIX) || user.startsWith('pg_')) {
    throw new InputError(`The name “${user}” is reserved`);
  }
  const rows = await session.query(
    `SELECT (rolsuper OR pg_catalog.shobj_description(oid, 'pg_authid')
              IS DISTINCT FROM $2)::text AS foreign_role
       FROM pg_catalog.pg_roles WHERE rolname = $1`,
    [user, MANAGED_COMMENT],
  );
  if (rows[0]?.foreign_role === 'true') {
    throw new InputError(`The role “${user}” was not made by the portal`);
  }
  return { user, exists: rows.length > 0 };
}

export async function endSessions(
  session: PostgresSession,
  user: string,
): Promise<void> {
  await session.query(
    `SELECT pg_catalog.pg_terminate_backend(pid) AS ended
       FROM pg_catalog.pg_stat_activity
      WHERE usename = $1 AND pid <> pg_catalog.pg_backend_pid()`,
    [user],
  );
}

async function setAttributes(
  session: PostgresSession,
  user: string,
  input: JsonObject,
): Promise<void> {
  if (input.validUntil !== undefined) {
    const until =
      input.validUntil === null ? 'infinity' : textOf(input, 'validUntil');
    await session.query(`ALTER ROLE ${id(user)} VALID UNTIL ${text(until)}`);
  }
  if (input.locked !== undefined) {
    const login = input.locked === true ? 'NOLOGIN' : 'LOGIN';
    await session.query(`ALTER ROLE ${id(user)} ${login}`);
    if (input.locked === true) {
      await endSessions(session, user);
    }
  }
  if (input.grants !== undefined) {
    const grants = grantsOf(input, textsOf(input, 'databases'));
    await syncGrants(session, user, grants);
  }
}

/**
 * Makes a user `{user, secret, grants, databases, validUntil?, locked?}`, or
 * completes one that an interrupted attempt left.
 */
export const createUser: DriverAction = async (session, input, context) => {
  const admin = postgresSession(session);
  const { user, exists } = await managedUser(admin, input);
  const credential = await context.secret(textOf(input, 'secret'));
  const verifier = text(scramVerifier(credential.password));
  if (exists) {
    await admin.query(
      `ALTER ROLE ${id(user)} LOGIN ${PLAIN} PASSWORD ${verifier}`,
    );
  } else {
    // One transaction: no role is left without its mark.
    await admin.all([
      `CREATE ROLE ${id(user)} LOGIN ${PLAIN} PASSWORD ${verifier}`,
      `COMMENT ON ROLE ${id(user)} IS ${text(MANAGED_COMMENT)}`,
    ]);
  }
  await setAttributes(admin, user, input);
  return { user };
};

/** Changes `{user, grants?, databases?, validUntil?, locked?}`. */
export const alterUser: DriverAction = async (session, input) => {
  const admin = postgresSession(session);
  const { user, exists } = await managedUser(admin, input);
  if (!exists) {
    throw new InputError(`There is no user “${user}”`);
  }
  await setAttributes(admin, user, input);
  return { user };
};

/** Sets the password of `{user}` to that of `{secret}`. */
export const setPassword: DriverAction = async (session, input, context) => {
  const admin = postgresSession(session);
  const { user } = await managedUser(admin, input);
  const credential = await context.secret(textOf(input, 'secret'));
  await admin.query(
    `ALTER ROLE ${id(user)} PASSWORD ${text(
      scramVerifier(credential.password),
    )}`,
  );
  return { user };
};

/**
 * Drops `{user}`. What it owns goes to the owner role of each of `databases`;
 * elsewhere, and where that role is not there, to the administrator.
 */
export const dropUser: DriverAction = async (session, input) => {
  const admin = postgresSession(session);
  const { user, exists } = await managedUser(admin, input);
  if (!exists) {
    return { user };
  }
  await admin.query(`ALTER ROLE ${id(user)} NOLOGIN`);
  await endSessions(admin, user);
  for (const database of [...textsOf(input, 'databases'), undefined]) {
    if (database && !(await databaseExists(admin, database))) {
      continue;
    }
    const heir = database ? levelRole(database, 'owner') : undefined;
    const to =
      heir && (await roleExists(admin, heir)) ? id(heir) : 'CURRENT_USER';
    const giveAway = async (inside: PostgresSession) => {
      await inside.query(`REASSIGN OWNED BY ${id(user)} TO ${to}`);
      await inside.query(`DROP OWNED BY ${id(user)}`);
    };
    await (database ? admin.inDatabase(database, giveAway) : giveAway(admin));
  }
  await admin.query(`DROP ROLE IF EXISTS ${id(user)}`);
  return { user };
};
