import { JsonObject } from '@backstage/types';
import { platformStep, StepOptions } from '../recipes';
import { KubernetesResource } from './resources';

type Target = { apiVersion: string; kind: string; name: string };

/**
 * Steps that the platform of clusters executes: `apply` is a server-side
 * apply, `patchStatus` a merge patch of the status subresource, `annotate`
 * sets annotations, `delete` deletes what is there and waits for no finalizer.
 *
 * @public
 */
export const kubernetesStep = {
  apply: (options: StepOptions, resources: KubernetesResource[]) =>
    platformStep(options, 'apply', { resources }),
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
