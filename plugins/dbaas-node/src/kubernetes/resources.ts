import { InventoryQuery, PlatformResource } from '../contracts';

/** The id of the platform of clusters. @public */
export const PLATFORM_KUBERNETES = 'kubernetes';

/**
 * Labels that the portal writes on objects, so that anybody sees whose they
 * are and selects them with `kubectl -l`. A binding puts all of the first
 * three on what it renders; the incarnation only on what goes with it.
 *
 * @public
 */
export const KUBERNETES_LABELS = {
  managedBy: 'app.kubernetes.io/managed-by',
  uid: 'dbaas-portal.io/instance-uid',
  incarnation: 'dbaas-portal.io/incarnation',
} as const;

/** The value of {@link KUBERNETES_LABELS.managedBy}. @public */
export const KUBERNETES_MANAGER = 'dbaas-portal';

/**
 * An object of a cluster. What a binding renders names no namespace: that is
 * the tenant's, and the platform's to know.
 *
 * @public
 */
export type KubernetesResource = PlatformResource & {
  apiVersion: string;
  metadata: {
    name: string;
    namespace?: string;
    creationTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
};

/**
 * An operator that the platform looks for. A finding's version is that of the
 * operator's image, `unknown` where only its definition is there; its facts
 * are `{ image?, namespace? }`.
 *
 * @public
 */
export type OperatorQuery = InventoryQuery & {
  /** Full name of a definition that must be served. */
  crd: string;
  apiVersion: string;
  /** Labels of the operator's own Deployment. */
  deploymentLabels: Record<string, string>;
};

/**
 * What the Secret of a credential is called, in the tenant's namespace. Its
 * type is `kubernetes.io/basic-auth`.
 *
 * @param instance - name of the instance
 * @param secret - name of the credential, e.g. `admin`
 * @public
 */
export function kubernetesSecretName(instance: string, secret: string): string {
  return `${instance}-dbaas-${secret}`;
}
