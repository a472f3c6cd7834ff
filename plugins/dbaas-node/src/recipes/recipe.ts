import {
  InstanceStatus,
  LocalizedText,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';
import { Evidence, Next, NextInput, Step } from '../contracts';

/**
 * A point where an operation waits for what is observed.
 *
 * @public
 */
export type WaitStep = Step & {
  /** Whether it has come; a reason means that it never will. */
  until(status: InstanceStatus, evidence: Evidence): boolean | Reason;
};

/** @public */
export type RecipeStep = Step | WaitStep;

/**
 * Makes a step that waits for an observed state.
 *
 * @public
 */
export function waitUntil(options: {
  id: string;
  title: LocalizedText;
  timeoutSeconds: number;
  cancellable?: boolean;
  until: WaitStep['until'];
}): WaitStep {
  return {
    id: options.id,
    title: options.title,
    executor: 'core',
    action: 'wait',
    input: {},
    timeoutSeconds: options.timeoutSeconds,
    cancellable: options.cancellable ?? true,
    until: options.until,
  };
}

function isWait(step: RecipeStep): step is WaitStep {
  return 'until' in step;
}

function asData(step: RecipeStep): Step {
  if (!isWait(step)) {
    return step;
  }
  const { until: _, ...data } = step;
  return data;
}

/**
 * Turns a list of steps into the answer of `next`: the first step that the
 * journal does not hold as succeeded and, if it is a wait, whose condition
 * has not come. A wait that was once passed stays passed, so a later dip in
 * health does not lead an operation backwards.
 *
 * @public
 */
export function followRecipe(
  steps: RecipeStep[],
  input: Pick<NextInput, 'journal' | 'status' | 'evidence'>,
): Next {
  const passed = new Set(
    input.journal.filter(r => r.state === 'succeeded').map(r => r.id),
  );
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i];
    if (passed.has(step.id)) {
      continue;
    }
    if (isWait(step)) {
      const come = step.until(input.status, input.evidence);
      if (come === true) {
        continue;
      }
      if (come !== false) {
        return { state: 'failed', reason: come };
      }
    }
    const plan = steps
      .slice(i)
      .filter(s => !passed.has(s.id))
      .map(asData);
    return { state: 'continue', plan };
  }
  return { state: 'done' };
}

/** What ids of steps begin with on the way back. */
const UNDO = 'undo/';

/**
 * Asks a recipe for the way back. One journal holds both ways, so the steps
 * back get ids of their own: without them, a step that was done on the way
 * forward would count as undone already. The recipe sees only its own way.
 *
 * @public
 */
export function undoing<I extends Pick<NextInput, 'journal'>>(
  input: I,
  recipe: (input: I) => Next,
): Next {
  const journal = input.journal.flatMap(result =>
    result.id.startsWith(UNDO)
      ? [{ ...result, id: result.id.slice(UNDO.length) }]
      : [],
  );
  const next = recipe({ ...input, journal });
  return next.state === 'continue'
    ? {
        ...next,
        plan: next.plan.map(step => ({ ...step, id: `${UNDO}${step.id}` })),
      }
    : next;
}
