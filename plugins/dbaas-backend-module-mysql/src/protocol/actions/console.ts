import {
  SECRET_CONSOLE_READ,
  SECRET_CONSOLE_WRITE,
} from '@dbaas-portal/plugin-dbaas-node';
import { z } from 'zod';
import { quoteAccount } from '../../dialect';
import { action } from './action';

/**
 * Makes the console's logins where the server did not make them itself. Their
 * rights come with each database: on `*.*` they would see all password hashes.
 */
export const consoleLogins = action(
  z.object({}),
  async (admin, _input, context) => {
    for (const secret of [SECRET_CONSOLE_READ, SECRET_CONSOLE_WRITE]) {
      const { username, password } = await context.secret(secret);
      const account = quoteAccount(username);
      const identified = admin.flavour.identified(password);
      await admin.query(`CREATE USER IF NOT EXISTS ${account} ${identified}`);
      await admin.query(`ALTER USER ${account} ${identified}`);
    }
  },
);
