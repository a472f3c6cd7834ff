import { ConflictError } from '@backstage/errors';
import { SECRET_REPLICATION } from '@dbaas-portal/plugin-dbaas-node';
import { z } from 'zod';
import { MysqlSession } from '../MysqlSession';
import { action } from './action';
import { endUserConnections } from './connections';

/** Takes no more writes of users; its output says how far it came. */
export const fence = action(z.object({}), async admin => {
  await endUserConnections(admin);
  await admin.query('SET GLOBAL read_only = 1');
  const [row] = await admin.query(admin.flavour.replication.position);
  return { position: row?.position ?? '' };
});

/** Waits until a replica has all that the old primary had. */
export const catchUp = action(
  z.object({ position: z.string(), seconds: z.number().int().min(1).max(600) }),
  async (admin, { position, seconds }) => {
    if (position === '') {
      return;
    }
    const [row] = await admin.query(
      admin.flavour.replication.awaitPosition(position, seconds),
    );
    if (row?.result !== '0') {
      throw new ConflictError('The replica did not catch up in time');
    }
  },
);

/** Makes it the primary: it follows nobody and takes writes. */
export const promote = action(z.object({}), async admin => {
  for (const statement of admin.flavour.replication.leave) {
    await admin.query(statement);
  }
  await admin.query('SET GLOBAL read_only = 0');
});

/** Where members encrypt what they send each other, who vouches for them. */
export async function authorityOf(
  admin: MysqlSession,
): Promise<string | undefined> {
  const [row] = await admin.query(
    'SELECT @@global.require_secure_transport AS tls, @@global.ssl_ca AS authority',
  );
  return (row?.tls === '1' && row.authority) || undefined;
}

/**
 * Makes it a replica of the member at a port of this machine. What users have
 * open ends: through the instance's address they come to the new primary.
 */
export const follow = action(
  z.object({ port: z.number().int(), demote: z.boolean().default(false) }),
  async (admin, { port, demote }, context) => {
    const { replication } = admin.flavour;
    await admin.query('SET GLOBAL read_only = 1');
    await endUserConnections(admin);
    const { username, password } = await context.secret(SECRET_REPLICATION);
    const [source] = await admin.query(replication.status);
    if (
      source?.[replication.columns.port] === String(port) &&
      source[replication.columns.receiving] === 'Yes' &&
      source[replication.columns.applying] === 'Yes'
    ) {
      return;
    }
    const authority = await authorityOf(admin);
    for (const statement of replication.leave) {
      await admin.query(statement);
    }
    for (const statement of replication.follow({
      ...(authority ? { authority } : {}),
      port,
      user: username,
      password,
      demote,
    })) {
      await admin.query(statement);
    }
  },
);
