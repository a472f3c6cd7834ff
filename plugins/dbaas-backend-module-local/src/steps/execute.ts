import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { Step, StepContext } from '@dbaas-portal/plugin-dbaas-node';
import { z } from 'zod';
import { Instance } from '../instances/Instance';
import { commandShape, resourcesShape } from '../instances/resourceShapes';
import { apply } from './apply';
import { remove } from './remove';
import { removeAll } from './removeAll';
import { restart } from './restart';
import { run } from './run';
import { wipe } from './wipe';

const inputs = {
  apply: z.object({ resources: resourcesShape }),
  restart: z.object({ members: z.array(z.string()).min(1) }),
  run: z.object({ member: z.string(), command: commandShape }),
  wipe: z.object({ member: z.string() }),
  remove: z.object({ names: z.array(z.string()).min(1) }),
};

/** Reads the input of a step, or says what is wrong with it. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new InputError(
      `Not a valid input: ${issue.path.join('.')}: ${issue.message}`,
    );
  }
  return parsed.data;
}

/** Executes one step on an instance. */
export async function executeStep(
  instance: Instance,
  step: Step,
  context: Pick<StepContext, 'operationId' | 'signal'>,
): Promise<JsonObject> {
  const { signal } = context;
  const { input } = step;
  switch (step.action) {
    case 'apply':
      await apply(instance, parseInput(inputs.apply, input).resources, signal);
      return ports(instance);
    case 'restart':
      await restart(
        instance,
        parseInput(inputs.restart, input).members,
        signal,
      );
      return {};
    case 'run':
      return run(instance, parseInput(inputs.run, input), {
        key: `${context.operationId}/${step.id}`,
        signal,
      });
    case 'wipe':
      await wipe(instance, parseInput(inputs.wipe, input).member);
      return {};
    case 'remove':
      await remove(instance, parseInput(inputs.remove, input).names);
      return {};
    case 'remove-all':
      await removeAll(instance);
      return {};
    default:
      throw new InputError(
        `The local platform knows no action '${step.action}'`,
      );
  }
}

function ports({ manifest }: Instance): JsonObject {
  return {
    members: Object.fromEntries(
      Object.entries(manifest.members).map(([n, m]) => [n, m.ports]),
    ),
    addresses: Object.fromEntries(
      Object.entries(manifest.addresses).map(([n, a]) => [n, a.port]),
    ),
  };
}
