import { JsonObject } from '@backstage/types';
import { InstanceRecord } from '@dbaas-portal/plugin-dbaas-common';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  Credential,
  Driver,
  Platform,
  SECRET_ADMIN,
  SecretStore,
  Session,
  Step,
} from '../contracts';

/** What steps of a test work on. */
type Bench = {
  readonly uid: string;
  readonly record: InstanceRecord;
  secret(name: string): Promise<Credential>;
  connect(
    secret: string,
    options: { member?: string; database?: string },
  ): Promise<Session>;
};

type Tools = { platform: Platform; driver: Driver; location: string };

/** Executes a step as the portal's worker would. */
export async function executeStep(
  step: Step,
  operationId: string,
  bench: Bench,
  tools: Tools,
): Promise<JsonObject> {
  const signal = AbortSignal.timeout(step.timeoutSeconds * 1000);
  switch (step.executor) {
    case 'platform':
      return tools.platform.execute(step, {
        location: tools.location,
        record: bench.record,
        operationId,
        signal,
      });
    case 'driver':
      return act(step, bench, tools, signal);
    default:
      return core(step, bench, tools);
  }
}

async function act(
  step: Step,
  bench: Bench,
  tools: Tools,
  signal: AbortSignal,
): Promise<JsonObject> {
  const { member } = step.input;
  const session = await bench.connect(
    SECRET_ADMIN,
    typeof member === 'string' ? { member } : {},
  );
  try {
    return await tools.driver.actions[step.action](session, step.input, {
      secret: name => bench.secret(name),
      signal,
    });
  } finally {
    await session.close();
  }
}

const loginsShape = z.array(
  z.object({ name: z.string(), username: z.string() }),
);

async function makeSecret(
  bench: Bench,
  secrets: SecretStore,
  login: { name: string; username: string; renew?: boolean },
): Promise<void> {
  const old = await secrets.get(bench.uid, login.name);
  if (!old || login.renew) {
    await secrets.put(bench.uid, login.name, {
      username: login.username,
      password: randomBytes(18).toString('base64url'),
      ...(old ? { previous: old.password } : {}),
    });
  }
}

async function core(
  step: Step,
  bench: Bench,
  tools: Tools,
): Promise<JsonObject> {
  const secrets = tools.platform.secrets(tools.location);
  const { name, username, renew, secret, database } = step.input;
  switch (step.action) {
    case 'secret':
      await makeSecret(bench, secrets, {
        name: String(name),
        username: String(username),
        renew: renew === true,
      });
      return {};
    case 'secrets':
      for (const login of loginsShape.parse(step.input.logins)) {
        await makeSecret(bench, secrets, login);
      }
      return {};
    case 'drop-secret':
      await secrets.delete(bench.uid, String(name));
      return {};
    case 'probe': {
      const session = await bench.connect(
        String(secret),
        typeof database === 'string' ? { database } : {},
      );
      try {
        await session.probe({ write: true });
      } finally {
        await session.close();
      }
      return {};
    }
    default:
      throw new Error(`The harness does not know '${step.action}'`);
  }
}
