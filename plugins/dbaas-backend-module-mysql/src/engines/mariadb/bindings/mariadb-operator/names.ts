import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import { KubernetesResource } from '@dbaas-portal/plugin-dbaas-node';

export const CLUSTER_API = 'k8s.mariadb.com/v1alpha1';
export const CLUSTER_KIND = 'MariaDB';
export const BACKUP_API = CLUSTER_API;
export const BACKUP_KIND = 'PhysicalBackup';

/** The operator works by this login, and no other may do what it does. */
export const SUPERUSER = 'root';
/** The login by which the operator lets members follow each other. */
export const REPLICATION_USER = 'repl';

export const LABEL_APP = 'app.kubernetes.io/name';
export const APP = 'mariadb';
export const LABEL_CLUSTER = 'app.kubernetes.io/instance';
export const LABEL_ROLE = 'k8s.mariadb.com/role';

/** On every pod: by which operation of the portal it was made. */
export const MADE_BY = 'dbaas-portal.io/made-by';

/** A new incarnation is a new cluster; the instance's addresses stay. */
export function clusterName(spec: InstanceSpec, incarnation: string): string {
  return `${spec.name}-${incarnation}`.slice(0, 50).replace(/-+$/, '');
}

export function serviceName(spec: InstanceSpec, role: 'rw' | 'ro'): string {
  return `${spec.name}-dbaas-${role}`;
}

/** The volume of a member, as its StatefulSet calls it. */
export function volumeName(member: string): string {
  return `storage-${member}`;
}

/** What says how the operator takes a copy of the data for new members. */
export function seedName(cluster: string): string {
  return `${cluster}-seed`;
}

/** What the operator calls that copy, and the volume that it lies on. */
export function copyName(cluster: string): string {
  return `${cluster}-pb-scaleout`;
}

/** By what the operator calls a member when it shall be the primary. */
export function indexOf(member: string): number | undefined {
  const index = /-(\d+)$/.exec(member)?.[1];
  return index === undefined ? undefined : Number(index);
}

export function isCluster(resource: KubernetesResource): boolean {
  return (
    resource.kind === CLUSTER_KIND &&
    resource.apiVersion.startsWith('k8s.mariadb.com/')
  );
}
