import { quoteText } from '../../dialect';
import { RESERVED_PREFIX } from '../logins';
import { MysqlSession } from '../MysqlSession';

/** Threads of the server itself show as one of these. */
const SERVER_USERS = ['system user', 'event_scheduler'];

async function end(admin: MysqlSession, where: string): Promise<void> {
  const rows = await admin.query(
    `SELECT ID AS id FROM ${admin.flavour.connections}
      WHERE ID <> CONNECTION_ID() AND (${where})`,
  );
  for (const { id } of rows) {
    // It may have ended by itself meanwhile.
    await admin.query(`KILL ${Number(id)}`).catch(() => {});
  }
}

/** Ends what a user has open: a locked login keeps its connections else. */
export async function endConnectionsOf(
  admin: MysqlSession,
  user: string,
): Promise<void> {
  await end(admin, `USER = ${quoteText(user)}`);
}

/** Ends what all but the portal and the server itself have open. */
export async function endUserConnections(admin: MysqlSession): Promise<void> {
  await end(
    admin,
    `USER NOT IN (${SERVER_USERS.map(quoteText).join(', ')})
       AND LEFT(USER, ${RESERVED_PREFIX.length}) <> ${quoteText(
      RESERVED_PREFIX,
    )}`,
  );
}
