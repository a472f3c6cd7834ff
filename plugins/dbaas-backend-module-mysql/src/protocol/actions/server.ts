import { ConflictError } from '@backstage/errors';
import { z } from 'zod';
import { quoteIdentifier, quoteText } from '../../dialect';
import { MysqlSession } from '../MysqlSession';
import { action } from './action';

const settingsShape = z.object({
  settings: z.record(z.string(), z.union([z.number(), z.string()])),
});

/** Sets global variables; numbers and ON or OFF are no texts to the server. */
export const configure = action(settingsShape, async (admin, { settings }) => {
  for (const [name, value] of Object.entries(settings)) {
    const literal =
      typeof value === 'number' ? String(value) : quoteText(value);
    await admin.query(`SET GLOBAL ${quoteIdentifier(name)} = ${literal}`);
  }
});

/** As the server says it, however it was written: `ON` is 1, `2.0` is 2. */
function plain(value: string | number): string {
  const text = String(value).toUpperCase();
  const word = { ON: '1', OFF: '0' }[text] ?? text;
  return /^-?\d+(\.\d+)?$/.test(word) ? String(Number(word)) : word;
}

/** Fails where a global variable is not what it was made to be. */
export const verifySettings = action(
  settingsShape,
  async (admin, { settings }) => {
    const wrong: string[] = [];
    for (const [name, wanted] of Object.entries(settings)) {
      const [row] = await admin.query(
        `SELECT @@global.${quoteIdentifier(name)} AS value`,
      );
      if (plain(row?.value ?? '') !== plain(wanted)) {
        wrong.push(`${name} = ${row?.value ?? ''}`);
      }
    }
    if (wrong.length > 0) {
      throw new ConflictError(`The server runs with ${wrong.join(', ')}`);
    }
  },
);

async function follows(admin: MysqlSession): Promise<boolean> {
  const rows = await admin.query(admin.flavour.replication.status);
  return rows.length > 0;
}

/** Closes a server that follows another one to writes; others stay open. */
export const holdReplica = action(z.object({}), async admin => {
  if (!(await follows(admin))) {
    return { held: false };
  }
  await admin.query('SET GLOBAL read_only = 1');
  if (await follows(admin)) {
    return { held: true };
  }
  // It was made the primary in between.
  await admin.query('SET GLOBAL read_only = 0');
  return { held: false };
});
