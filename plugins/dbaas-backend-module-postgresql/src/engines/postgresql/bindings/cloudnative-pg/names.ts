import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import { KubernetesResource } from '@dbaas-portal/plugin-dbaas-node';

export const CLUSTER_API = 'postgresql.cnpg.io/v1';

/** The operator knows no other superuser. */
export const SUPERUSER = 'postgres';

/**
 * Logins of the operator that need the maintenance database. With that of the
 * replicas a former primary asks whether the new one answers: without the
 * right to, no switchover ever ends. The other reads metrics.
 */
export const KEEPERS = ['streaming_replica', 'cnpg_metrics_exporter'];

/** What the operator insists on making at first; nobody uses it. */
export const FIRST_DATABASE = 'dbaas_first';

export const LABEL_CLUSTER = 'cnpg.io/cluster';
export const LABEL_ROLE = 'cnpg.io/instanceRole';
export const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';
/** Pods that are there stay as they are, whatever the cluster asks for. */
export const KEEP_PODS = 'cnpg.io/reconcilePodSpec';
/** The operator looks away. */
export const PAUSE = 'cnpg.io/reconciliationLoop';
export const HIBERNATION = 'cnpg.io/hibernation';

/** A new incarnation is a new cluster; the instance's addresses stay. */
export function clusterName(spec: InstanceSpec, incarnation: string): string {
  return `${spec.name}-${incarnation}`.slice(0, 50).replace(/-+$/, '');
}

export function serviceName(spec: InstanceSpec, role: 'rw' | 'ro'): string {
  return `${spec.name}-dbaas-${role}`;
}

export function isCluster(resource: KubernetesResource): boolean {
  return (
    resource.kind === 'Cluster' &&
    resource.apiVersion.startsWith('postgresql.cnpg.io/')
  );
}
