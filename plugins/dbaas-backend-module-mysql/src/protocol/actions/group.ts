import { ConflictError, InputError } from '@backstage/errors';
import { SECRET_REPLICATION } from '@dbaas-portal/plugin-dbaas-node';
import { z } from 'zod';
import { errorNumber } from '../errors';
import { GroupFlavour } from '../flavour';
import { viewOf } from '../group';
import { MysqlSession } from '../MysqlSession';
import { action } from './action';

/** For transactions that still run where the primary is now. */
const HAND_OVER_SECONDS = 30;

async function groupOf(admin: MysqlSession) {
  const found = await viewOf(admin);
  if (!found) {
    throw new InputError('The server is made for no group');
  }
  return found;
}

async function join(admin: MysqlSession, group: GroupFlavour): Promise<void> {
  try {
    await admin.query(group.join);
  } catch (error) {
    // It tries since its start, or was told so by an attempt that was cut off.
    if (errorNumber(error) !== group.alreadyJoining) {
      throw error;
    }
  }
}

/** What fails of a member that was thrown out must end before it comes anew. */
async function leaveIfFailed(
  admin: MysqlSession,
  group: GroupFlavour,
  state: string,
): Promise<void> {
  if (state === 'ERROR') {
    await admin.query(group.leave);
  }
}

/**
 * Begins the group with this member alone. Only for the one that has every
 * transaction, and only while no other member is in a group.
 */
export const groupBootstrap = action(
  z.object({}),
  async (admin, _input, context) => {
    const { view, group } = await groupOf(admin);
    if (view.state === 'ONLINE' && view.quorum) {
      return;
    }
    const { username, password } = await context.secret(SECRET_REPLICATION);
    // It may wait for others since its start, who wait for it.
    await admin.query(group.leave);
    await admin.query(group.recoverBy({ user: username, password }));
    await admin.query(group.bootstrap.on);
    try {
      await admin.query(group.join);
    } finally {
      await admin.query(group.bootstrap.off);
    }
  },
);

/** Lets it join the group of the others; it is a member a while later. */
export const groupJoin = action(
  z.object({}),
  async (admin, _input, context) => {
    const { view, group } = await groupOf(admin);
    if (view.state === 'ONLINE' || view.state === 'RECOVERING') {
      return;
    }
    const { username, password } = await context.secret(SECRET_REPLICATION);
    await leaveIfFailed(admin, group, view.state);
    await admin
      .query(group.recoverBy({ user: username, password }))
      .catch(error => {
        // While it tries to join, its login cannot be set: it has one.
        if (errorNumber(error) === undefined) {
          throw error;
        }
      });
    await join(admin, group);
  },
);

/** What it has, applied or received: the most decides who begins the group. */
export const groupPosition = action(z.object({}), async admin => {
  const { group } = await groupOf(admin);
  const [row] = await admin.query(group.position);
  return { position: row?.position ?? '' };
});

/** Finds the member that has all that any other has. */
export const groupElect = action(
  z.object({ positions: z.record(z.string(), z.string()) }),
  async (admin, { positions }) => {
    const { group } = await groupOf(admin);
    const all = Object.entries(positions);
    for (const [member, whole] of all) {
      let complete = true;
      for (const [, part] of all) {
        const [row] = await admin.query(group.contains(whole, part));
        complete = complete && row?.result === '1';
      }
      if (complete) {
        return { elected: member };
      }
    }
    throw new ConflictError(
      'No member has the transactions of all others: the group has diverged',
    );
  },
);

/** Makes it the primary; what runs on the old one may end before. */
export const groupLead = action(z.object({}), async admin => {
  const { view, group } = await groupOf(admin);
  if (!view.leads) {
    await admin.query(group.lead(HAND_OVER_SECONDS));
  }
});
