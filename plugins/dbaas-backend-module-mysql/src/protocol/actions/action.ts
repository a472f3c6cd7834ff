import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { ActionContext, DriverAction } from '@dbaas-portal/plugin-dbaas-node';
import { z } from 'zod';
import { MysqlSession } from '../MysqlSession';

/** With it, and only with it, `quoteText` is what the server reads. */
const SQL_MODE = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION';

const LOCK_WAIT_SECONDS = 30;

/** Parses the input and hands over a session in which quoting is safe. */
export function action<T extends z.ZodTypeAny>(
  schema: T,
  run: (
    admin: MysqlSession,
    input: z.infer<T>,
    context: ActionContext,
  ) => Promise<JsonObject | void>,
): DriverAction {
  return async (session, input, context) => {
    if (!(session instanceof MysqlSession)) {
      throw new InputError('The session is not one of this driver');
    }
    const parsed = schema.parse(input);
    await session.query(
      `SET SESSION sql_mode = '${SQL_MODE}', lock_wait_timeout = ${LOCK_WAIT_SECONDS}`,
    );
    return (await run(session, parsed, context)) ?? {};
  };
}
