import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { quoteAccount } from '../../dialect';
import { isUserLogin } from '../logins';
import { action } from './action';
import { endConnectionsOf } from './connections';
import { grantsShape, levelsOf, syncGrants } from './grants';
import { MysqlSession } from '../MysqlSession';

const userShape = z.object({
  user: z
    .string()
    .refine(
      name => isUserLogin(name) && !/^(mysql|mariadb)\./.test(name),
      'This name is reserved',
    ),
});

const rightsShape = userShape.extend({
  ...grantsShape.shape,
  locked: z.boolean().default(false),
});

async function setRights(
  admin: MysqlSession,
  input: z.infer<typeof rightsShape>,
): Promise<void> {
  const account = quoteAccount(input.user);
  await syncGrants(admin, input.user, levelsOf(input));
  await admin.query(
    `ALTER USER ${account} ACCOUNT ${input.locked ? 'LOCK' : 'UNLOCK'}`,
  );
  if (input.locked) {
    await endConnectionsOf(admin, input.user);
  }
}

/** Makes a user, or completes one that an interrupted attempt left. */
export const createUser = action(
  rightsShape.extend({ secret: z.string() }),
  async (admin, input, context) => {
    const account = quoteAccount(input.user);
    const { password } = await context.secret(input.secret);
    const identified = admin.flavour.identified(password);
    await admin.query(`CREATE USER IF NOT EXISTS ${account} ${identified}`);
    await admin.query(`ALTER USER ${account} ${identified}`);
    await setRights(admin, input);
  },
);

export const alterUser = action(rightsShape, async (admin, input) => {
  await setRights(admin, input);
});

/** Sets the password to what the secret holds now. */
export const setPassword = action(
  userShape.extend({ secret: z.string() }),
  async (admin, input, context) => {
    const { password, username } = await context.secret(input.secret);
    if (username !== input.user) {
      throw new InputError('The secret is of another user');
    }
    await admin.query(
      `ALTER USER ${quoteAccount(input.user)} ${admin.flavour.identified(
        password,
      )}`,
    );
  },
);

export const dropUser = action(userShape, async (admin, { user }) => {
  await admin.query(`DROP USER IF EXISTS ${quoteAccount(user)}`);
  await endConnectionsOf(admin, user);
});
