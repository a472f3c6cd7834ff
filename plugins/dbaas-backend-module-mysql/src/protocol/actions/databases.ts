import { InputError } from '@backstage/errors';
import {
  SECRET_CONSOLE_READ,
  SECRET_CONSOLE_WRITE,
} from '@dbaas-portal/plugin-dbaas-node';
import { z } from 'zod';
import { quoteIdentifier } from '../../dialect';
import { SYSTEM_DATABASES } from '../accounts';
import { PORTAL_LOGINS } from '../logins';
import { action } from './action';
import { grantLevel, revokeFromAll } from './grants';

const databaseShape = z.object({
  database: z
    .string()
    .refine(
      name => !SYSTEM_DATABASES.includes(name.toLowerCase()),
      'This database is the server’s own',
    ),
});

/** Makes a database, and lets the console's logins into it. */
export const createDatabase = action(
  databaseShape,
  async (admin, { database }) => {
    if (database.includes('\\')) {
      throw new InputError('A database name must not hold a backslash');
    }
    await admin.query(
      `CREATE DATABASE IF NOT EXISTS ${quoteIdentifier(database)}`,
    );
    await grantLevel(
      admin,
      database,
      PORTAL_LOGINS[SECRET_CONSOLE_READ],
      'read',
    );
    await grantLevel(
      admin,
      database,
      PORTAL_LOGINS[SECRET_CONSOLE_WRITE],
      'owner',
    );
  },
);

/** Drops a database and every right on it. */
export const dropDatabase = action(
  databaseShape,
  async (admin, { database }) => {
    await admin.query(`DROP DATABASE IF EXISTS ${quoteIdentifier(database)}`);
    await revokeFromAll(admin, database);
  },
);
