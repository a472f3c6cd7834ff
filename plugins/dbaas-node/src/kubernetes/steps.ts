import { JsonObject } from '@backstage/types';
import { platformStep, StepOptions } from '../recipes';
import { KubernetesResource } from './resources';

type Target = { apiVersion: string; kind: string; name: string };

/**
 * Steps that the platform of clusters executes: `apply` is a server-side
 * apply, `patch` a merge patch of fields of the spec that an operator sets as
 * well (an apply would take them for the portal alone), `patchStatus` one of
 * the status subresource, `annotate` sets annotations, `delete` deletes what is there and waits for no finalizer.
 *
 * @public
 */
export const kubernetesStep = {
  apply: (options: StepOptions, resources: KubernetesResource[]) =>
    platformStep(options, 'apply', { resources }),
  patch: (options: StepOptions, target: Target, spec: JsonObject) =>
    platformStep(options, 'patch', { ...target, spec }),
  patchStatus: (options: StepOptions, target: Target, status: JsonObject) =>
    platformStep(options, 'patch-status', { ...target, status }),
  annotate: (
    options: StepOptions,
    target: Target,
    annotations: Record<string, string>,
  ) => platformStep(options, 'annotate', { ...target, annotations }),
  delete: (options: StepOptions, targets: Target[]) =>
    platformStep(options, 'delete', { targets }),
};
