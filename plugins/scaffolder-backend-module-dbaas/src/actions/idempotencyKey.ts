import { JsonObject } from '@backstage/types';
import { createHash } from 'node:crypto';

/**
 * A key that is the same whenever the same step of the same task runs again:
 * after a crash of the backend, and when somebody retries the task. In a step
 * with `each`, every turn has its own.
 */
export function defaultIdempotencyKey(ctx: {
  task: { id: string };
  step?: { id?: string };
  each?: JsonObject;
}): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([ctx.task.id, ctx.step?.id ?? '', ctx.each ?? null]))
    .digest('hex');
  return `scaffolder-${digest.slice(0, 48)}`;
}
