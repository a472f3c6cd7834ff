import { JsonObject } from '@backstage/types';
import { InstanceSpec, OperationKind } from '@dbaas-portal/plugin-dbaas-common';
import { randomUUID } from 'node:crypto';
import { Next, Step, StepResult } from '../contracts';

const LOOK_AGAIN_MS = 100;
/** Against hanging only: machines that test are often busy. */
const OPERATION_MS = 240_000;

/** An operation under way, or the last one. */
export type Walk = {
  id: string;
  kind: OperationKind;
  input: JsonObject;
  before?: InstanceSpec;
  target: InstanceSpec;
  journal: StepResult[];
  /** The same at every call of one operation, another with the next. */
  nextIncarnation: string;
};

export function walkOf(
  kind: OperationKind,
  input: JsonObject,
  target: InstanceSpec,
  before?: InstanceSpec,
): Walk {
  return {
    id: randomUUID(),
    kind,
    input,
    before,
    target,
    journal: [],
    nextIncarnation: randomUUID(),
  };
}

type World = {
  next(): Promise<Next>;
  execute(step: Step): Promise<JsonObject>;
  /** What to show when it does not end. */
  seen(): Promise<unknown>;
  failAt?: string;
};

/** Asks what to do, does it and asks again; the titles of steps are the answer. */
export async function walkToTheEnd(
  walk: Walk,
  world: World,
): Promise<string[]> {
  const { kind, journal } = walk;
  const titles: string[] = [];
  const end = Date.now() + OPERATION_MS;
  while (Date.now() < end) {
    const next = await world.next();
    const first = next.state === 'continue' ? next.plan[0] : undefined;
    const waiting = journal.at(-1);
    if (waiting?.state === 'running' && waiting.id !== first?.id) {
      waiting.state = next.state === 'failed' ? 'failed' : 'succeeded';
    }
    if (!first) {
      if (next.state === 'failed') {
        throw new Error(`${kind} failed: ${next.reason.text.en}`);
      }
      return titles;
    }
    if (first.id === world.failAt) {
      throw new Error(`Failed at ${first.id}`);
    }
    await perform(first, journal, titles, world);
  }
  throw new Error(
    `${kind} did not end; it did ${titles.join(', ')}; ${JSON.stringify(
      await world.seen(),
    )}`,
  );
}

async function perform(
  step: Step,
  journal: StepResult[],
  titles: string[],
  world: World,
): Promise<void> {
  const result: StepResult = {
    id: step.id,
    state: 'running',
    startedAt: new Date().toISOString(),
  };
  const isWait = step.executor === 'core' && step.action === 'wait';
  if (!isWait || journal.at(-1)?.id !== step.id) {
    titles.push(step.title.en);
    journal.push(result);
  }
  if (isWait) {
    await pause(LOOK_AGAIN_MS);
    return;
  }
  try {
    result.output = await world.execute(step);
    result.state = 'succeeded';
  } catch (error) {
    result.state = 'failed';
    throw error;
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}
