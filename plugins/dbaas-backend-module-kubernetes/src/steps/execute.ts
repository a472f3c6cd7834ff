import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { Step, StepContext } from '@dbaas-portal/plugin-dbaas-node';
import { z } from 'zod';
import { isKubernetesError } from '../client/KubernetesError';
import { Objects } from '../client/Objects';
import { apply } from './apply';
import { resourcesShape } from './resourceShape';

const target = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
});
const json = z.record(z.string(), z.json());

const inputs = {
  apply: z.object({ resources: resourcesShape }),
  patch: target.extend({ spec: json }),
  'patch-status': target.extend({ status: json }),
  annotate: target.extend({
    annotations: z.record(z.string(), z.string()),
  }),
  delete: z.object({ targets: z.array(target).min(1) }),
};

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InputError(
      `Not a valid input: ${issue.path.join('.')}: ${issue.message}`,
    );
  }
  return parsed.data;
}

/** Executes one step on an instance, in the namespace of its tenant. */
export async function executeStep(
  objects: Objects,
  step: Step,
  context: StepContext,
): Promise<JsonObject> {
  const { signal } = context;
  const namespace = context.record.spec.tenant;
  switch (step.action) {
    case 'apply': {
      const { resources } = parse(inputs.apply, step.input);
      await apply(objects, resources, context);
      return {};
    }
    case 'patch': {
      const { spec, ...to } = parse(inputs.patch, step.input);
      await objects.merge({ ...to, namespace }, { spec }, { signal });
      return {};
    }
    case 'patch-status': {
      const { status, ...to } = parse(inputs['patch-status'], step.input);
      await objects.merge(
        { ...to, namespace },
        { status },
        { subresource: 'status', signal },
      );
      return {};
    }
    case 'annotate': {
      const { annotations, ...to } = parse(inputs.annotate, step.input);
      await objects.merge(
        { ...to, namespace },
        { metadata: { annotations } },
        { signal },
      );
      return {};
    }
    case 'delete': {
      const { targets } = parse(inputs.delete, step.input);
      for (const one of targets) {
        await objects.delete({ ...one, namespace }, signal).catch(error => {
          // Without the definition there is nothing of its kind.
          if (!isKubernetesError(error, 'not-found')) {
            throw error;
          }
        });
      }
      return {};
    }
    default:
      throw new InputError(
        `The platform of clusters knows no action '${step.action}'`,
      );
  }
}
