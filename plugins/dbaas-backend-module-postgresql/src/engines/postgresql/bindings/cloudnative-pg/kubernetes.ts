import { JsonObject } from '@backstage/types';
import { LocalizedText } from '@dbaas-portal/plugin-dbaas-common';
import {
  InventoryQuery,
  PlatformResource,
  Step,
} from '@dbaas-portal/plugin-dbaas-node';

/** The id of the platform of clusters. */
export const PLATFORM_KUBERNETES = 'kubernetes';

/** The label that the portal puts on everything that belongs to an instance. */
export const UID_LABEL = 'dbaas-portal.io/instance-uid';
export const MANAGED_LABEL = 'app.kubernetes.io/managed-by';
export const MANAGED_VALUE = 'dbaas-portal';

/**
 * An object of a cluster. What a binding renders names no namespace: that is
 * the tenant's, and the platform's to know.
 */
export type KubernetesResource = PlatformResource & {
  apiVersion: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
};

/**
 * An operator that the platform looks for. A finding's version is that of the
 * operator's image.
 */
export type OperatorQuery = InventoryQuery & {
  /** Full name of a definition that must be served. */
  crd: string;
  apiVersion: string;
  /** Labels of the operator's own Deployment. */
  deploymentLabels: Record<string, string>;
};

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
 * apply, `patch-status` a merge patch of the status subresource, `annotate`
 * sets annotations, `delete` deletes what is there and waits for no finalizer.
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
