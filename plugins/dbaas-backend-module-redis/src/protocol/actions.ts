import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  ActionContext,
  DriverAction,
  Session,
} from '@dbaas-portal/plugin-dbaas-node';
import { z } from 'zod';
import { LEVELS } from './acl';
import { parseInfo } from './info';
import { RedisSession } from './RedisSession';

function redisSession(session: Session): RedisSession {
  if (!(session instanceof RedisSession)) {
    throw new InputError('The session is not one of this driver');
  }
  return session;
}

/** Parses the input and hands over the session of this family. */
function action<T extends z.ZodTypeAny>(
  schema: T,
  run: (
    session: RedisSession,
    input: z.infer<T>,
    context: ActionContext,
  ) => Promise<JsonObject | void>,
): DriverAction {
  return async (session, input, context) =>
    (await run(redisSession(session), schema.parse(input), context)) ?? {};
}

/** Keeps what was set at run time over a restart. */
async function persist(session: RedisSession): Promise<void> {
  await session.command(['CONFIG', 'REWRITE']);
}

const userInput = z.object({
  user: z.string(),
  secret: z.string(),
  level: z.string(),
  locked: z.boolean().default(false),
});

/** Makes a user, or makes it anew as described: the password included. */
const setUser = action(userInput, async (session, input, context) => {
  const rules = LEVELS[input.level];
  if (!rules) {
    throw new InputError(`There is no level '${input.level}'`);
  }
  const { password } = await context.secret(input.secret);
  await session.command([
    'ACL',
    'SETUSER',
    input.user,
    'reset',
    input.locked ? 'off' : 'on',
    `>${password}`,
    '~*',
    '&*',
    ...rules,
  ]);
  if (input.locked) {
    await disconnectUser(session, input.user);
  }
  await persist(session);
});

/** Ends what the user has open: a locked login keeps its connections else. */
async function disconnectUser(
  session: RedisSession,
  user: string,
): Promise<void> {
  await session.command(['CLIENT', 'KILL', 'USER', user]);
}

const dropUser = action(
  z.object({ user: z.string() }),
  async (session, input) => {
    // DELUSER of a user that is not there answers 0, and closes its clients.
    await session.command(['ACL', 'DELUSER', input.user]);
    await persist(session);
  },
);

const configure = action(
  z.object({ settings: z.record(z.string(), z.string()) }),
  async (session, input) => {
    for (const [name, value] of Object.entries(input.settings)) {
      await session.command(['CONFIG', 'SET', name, value]);
    }
    await persist(session);
  },
);

const follow = action(
  z.object({ host: z.string(), port: z.number() }),
  async (session, input) => {
    const info = parseInfo(String(await session.command(['INFO'])));
    const follows =
      info.get('role') === 'slave' &&
      info.get('master_port') === String(input.port);
    if (!follows) {
      await session.command(['REPLICAOF', input.host, String(input.port)]);
    }
    await persist(session);
  },
);

/**
 * Hands the primary's role to a replica without losing a write: the server
 * pauses writes until the replica has them all. On the old primary.
 */
const handOver = action(
  z.object({ host: z.string(), port: z.number(), timeoutMs: z.number() }),
  async (session, input, context) => {
    const role = async () =>
      parseInfo(String(await session.command(['INFO', 'replication'])));
    const before = await role();
    if (before.get('role') === 'slave') {
      return;
    }
    if (before.get('master_failover_state') === 'no-failover') {
      await session.command([
        'FAILOVER',
        'TO',
        input.host,
        String(input.port),
        'TIMEOUT',
        String(input.timeoutMs),
      ]);
    }
    const end = Date.now() + input.timeoutMs + 2_000;
    while ((await role()).get('role') !== 'slave') {
      if (Date.now() > end || context.signal.aborted) {
        throw new InputError('The replica did not catch up in time');
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    await persist(session);
  },
);

/**
 * Holds writes back for a moment and returns when the replica at `port` has
 * all of them: a Sentinel itself does not wait for that. From then on writes
 * are taken only while all `replicas` follow, so none is taken that the
 * promoted one would lack.
 */
const quiesce = action(
  z.object({ port: z.number(), pauseMs: z.number(), replicas: z.number() }),
  async (session, input, context) => {
    await session.command([
      'CONFIG',
      'SET',
      'min-replicas-to-write',
      String(input.replicas),
    ]);
    await session.command(['CLIENT', 'PAUSE', String(input.pauseMs), 'WRITE']);
    // Replicas tell once a second how far they are.
    const end = Date.now() + input.pauseMs - 500;
    for (;;) {
      const info = parseInfo(
        String(await session.command(['INFO', 'replication'])),
      );
      if (hasAll(info, input.port)) {
        return;
      }
      if (Date.now() > end || context.signal.aborted) {
        await session.command(['CLIENT', 'UNPAUSE']);
        throw new InputError('The replica did not catch up in time');
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  },
);

/** A line of a replica: `ip=…,port=…,state=online,offset=…,lag=…`. */
function hasAll(info: Map<string, string>, port: number): boolean {
  const wanted = info.get('master_repl_offset');
  return [...info].some(
    ([name, line]) =>
      /^slave\d+$/.test(name) &&
      line.includes(`port=${port},state=online,`) &&
      line.includes(`,offset=${wanted},`),
  );
}

/** On a new primary: that it is one shall outlive its restart. */
const keepRole = action(z.object({}), async session => persist(session));

/** Asks a Sentinel to fail over to the replica of the lowest priority. */
const sentinelFailover = action(
  z.object({ group: z.string() }),
  async (session, input) => {
    await session.command(['SENTINEL', 'FAILOVER', input.group]);
  },
);

/** What the Redis family's recipes may name. */
export const redisActions: Readonly<Record<string, DriverAction>> = {
  'set-user': setUser,
  'drop-user': dropUser,
  configure,
  follow,
  'hand-over': handOver,
  'keep-role': keepRole,
  quiesce,
  'sentinel-failover': sentinelFailover,
};
