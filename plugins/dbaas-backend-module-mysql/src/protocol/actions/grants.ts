import { InputError } from '@backstage/errors';
import { z } from 'zod';
import {
  databaseOfPattern,
  escapeDatabasePattern,
  quoteAccount,
  quoteDatabasePattern,
  quoteText,
} from '../../dialect';
import { Level, LEVELS, RIGHTS } from '../levels';
import { MysqlSession } from '../MysqlSession';

export const grantsShape = z.object({
  databases: z.array(z.string()),
  grants: z.array(z.object({ database: z.string(), level: z.string() })),
});

/** The highest level by database, with `*` made into each of them. */
export function levelsOf(
  input: z.infer<typeof grantsShape>,
): Map<string, Level> {
  const highest = new Map<string, Level>();
  for (const grant of input.grants) {
    const level = LEVELS.find(known => known === grant.level);
    if (!level) {
      throw new InputError(`There is no level '${grant.level}'`);
    }
    for (const database of grant.database === '*'
      ? input.databases
      : [grant.database]) {
      const before = highest.get(database);
      if (!before || LEVELS.indexOf(before) < LEVELS.indexOf(level)) {
        highest.set(database, level);
      }
    }
  }
  return highest;
}

async function revoke(
  admin: MysqlSession,
  database: string,
  user: string,
): Promise<void> {
  await admin.query(
    `REVOKE ALL PRIVILEGES ON ${quoteDatabasePattern(
      database,
    )}.* FROM ${quoteAccount(user)}`,
  );
}

/** Makes a login's rights on one database exactly those of the level. */
export async function grantLevel(
  admin: MysqlSession,
  database: string,
  user: string,
  level: Level,
): Promise<void> {
  const target = `${quoteDatabasePattern(database)}.*`;
  const account = quoteAccount(user);
  await admin.query(`GRANT ${RIGHTS[level]} ON ${target} TO ${account}`);
  const before = await admin.query(
    `SELECT Insert_priv AS writes, Drop_priv AS owns FROM mysql.db
      WHERE Host = '%' AND User = ${quoteText(user)}
        AND Db = ${quoteText(escapeDatabasePattern(database))}`,
  );
  const wider =
    (level !== 'owner' && before[0]?.owns === 'Y') ||
    (level === 'read' && before[0]?.writes === 'Y');
  if (wider) {
    await revoke(admin, database, user);
    await admin.query(`GRANT ${RIGHTS[level]} ON ${target} TO ${account}`);
  }
}

/** Makes the rights of a user exactly these. */
export async function syncGrants(
  admin: MysqlSession,
  user: string,
  wanted: Map<string, Level>,
): Promise<void> {
  const rows = await admin.query(
    `SELECT Db AS pattern FROM mysql.db
      WHERE Host = '%' AND User = ${quoteText(user)}`,
  );
  for (const { pattern } of rows) {
    const database = databaseOfPattern(pattern ?? '');
    if (!wanted.has(database)) {
      await revoke(admin, database, user);
    }
  }
  for (const [database, level] of wanted) {
    await grantLevel(admin, database, user, level);
  }
}

/** The server keeps rights on a database that is dropped; they go here. */
export async function revokeFromAll(
  admin: MysqlSession,
  database: string,
): Promise<void> {
  const rows = await admin.query(
    `SELECT User AS user FROM mysql.db
      WHERE Host = '%' AND Db = ${quoteText(escapeDatabasePattern(database))}`,
  );
  for (const { user } of rows) {
    await revoke(admin, database, user ?? '');
  }
}
