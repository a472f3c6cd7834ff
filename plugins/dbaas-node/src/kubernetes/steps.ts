import { JsonObject } from '@backstage/types';
import { LocalizedText } from '@dbaas-portal/plugin-dbaas-common';
import { Step } from '../contracts';
import { KubernetesResource } from './resources';

type Target = { apiVersion: string; kind: string; name: string };

type Common = {
  id: string;
  title: LocalizedText;
  timeoutSeconds?: number;
  cancellable?: boolean;
  pointOfNoReturn?: boolean;
};

function platformStep(common: Common, action: string, input: JsonObject): Step {
  return {
    id: common.id,
    title: common.title,
    executor: 'platform',
    action,
    input,
    timeoutSeconds: common.timeoutSeconds ?? 60,
    cancellable: common.cancellable ?? true,
    ...(common.pointOfNoReturn ? { pointOfNoReturn: true } : {}),
  };
}

/**
 * Steps that the platform of clusters executes: `apply` is a server-side
 * apply, `patchStatus` a merge patch of the status subresource, `annotate`
 * sets annotations, `delete` deletes what is there and waits for no finalizer.
 *
 * @public
 */
export const kubernetesStep = {
  apply: (common: Common, resources: KubernetesResource[]) =>
    platformStep(common, 'apply', { resources }),
  patchStatus: (common: Common, target: Target, status: JsonObject) =>
    platformStep(common, 'patch-status', { ...target, status }),
  annotate: (
    common: Common,
    target: Target,
    annotations: Record<string, string>,
  ) => platformStep(common, 'annotate', { ...target, annotations }),
  delete: (common: Common, targets: Target[]) =>
    platformStep(common, 'delete', { targets }),
};
