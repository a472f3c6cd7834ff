import {
  ActionContext,
  DriverAction,
  SECRET_CONSOLE_READ,
  SECRET_CONSOLE_WRITE,
  SECRET_REPLICATION,
} from '@dbaas-portal/plugin-dbaas-node';
import { quoteIdentifier as id, quoteLiteral as text } from '../../dialect';
import { MAINTENANCE_DATABASE } from '../connection';
import { PostgresSession } from '../PostgresSession';
import {
  CONSOLE_READ_ROLE,
  CONSOLE_WRITE_ROLE,
  REPLICATION_ROLE,
} from '../roles';
import { scramVerifier } from '../scram';
import { roleExists } from './databases';
import { syncGrants } from './grants';
import { postgresSession, textsOf } from './input';

/** What a session of the console may spill to disk for sorting and hashing. */
const CONSOLE_TEMP_FILES = '1GB';
const CONSOLE_STATEMENT_TIMEOUT = '10min';

async function ensureLogin(
  session: PostgresSession,
  context: ActionContext,
  role: string,
  secret: string,
  attributes: string,
): Promise<void> {
  const { password } = await context.secret(secret);
  const verb = (await roleExists(session, role)) ? 'ALTER' : 'CREATE';
  await session.query(
    `${verb} ROLE ${id(
      role,
    )} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS ${attributes} PASSWORD ${text(
      scramVerifier(password),
    )}`,
  );
}

/**
 * Once per server: closes the databases that everybody could connect to, but
 * to `{keepers}`, logins of whoever looks after the server; and makes the
 * login of the replicas, `{replication: true}`.
 */
export const prepare: DriverAction = async (session, input, context) => {
  const admin = postgresSession(session);
  await admin.all([
    ...[MAINTENANCE_DATABASE, 'template1'].map(
      database => `REVOKE ALL ON DATABASE ${id(database)} FROM PUBLIC`,
    ),
    'REVOKE ALL ON SCHEMA public FROM PUBLIC',
    ...textsOf(input, 'keepers').map(
      role =>
        `GRANT CONNECT ON DATABASE ${id(MAINTENANCE_DATABASE)} TO ${id(role)}`,
    ),
  ]);
  if (input.replication === true) {
    await ensureLogin(
      admin,
      context,
      REPLICATION_ROLE,
      SECRET_REPLICATION,
      'REPLICATION',
    );
  }
  return {};
};

/**
 * The console's two logins for `{databases}`: one reads, one may all that an
 * owner may. Limits that a session cannot lift for itself are set on the role
 * by the superuser.
 */
export const consoleLogins: DriverAction = async (session, input, context) => {
  const admin = postgresSession(session);
  const databases = textsOf(input, 'databases');
  const logins = [
    { role: CONSOLE_READ_ROLE, secret: SECRET_CONSOLE_READ, level: 'read' },
    { role: CONSOLE_WRITE_ROLE, secret: SECRET_CONSOLE_WRITE, level: 'owner' },
  ] as const;
  for (const { role, secret, level } of logins) {
    await ensureLogin(admin, context, role, secret, 'NOREPLICATION');
    await admin.all([
      `ALTER ROLE ${id(role)} SET temp_file_limit = ${text(
        CONSOLE_TEMP_FILES,
      )}`,
      `ALTER ROLE ${id(role)} SET statement_timeout = ${text(
        CONSOLE_STATEMENT_TIMEOUT,
      )}`,
    ]);
    await syncGrants(
      admin,
      role,
      databases.map(database => ({ database, level })),
    );
  }
  await admin.query(
    `ALTER ROLE ${id(
      CONSOLE_READ_ROLE,
    )} SET default_transaction_read_only = on`,
  );
  return {};
};
