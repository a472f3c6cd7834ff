import { JsonObject } from '@backstage/types';
import {
  Evidence,
  KubernetesPod,
  kubernetesPod,
  KubernetesResource,
} from '@dbaas-portal/plugin-dbaas-node';
import { isCluster, LABEL_CLUSTER } from './names';

/** What the cluster's objects say, read once. */
export type Seen = {
  cluster?: KubernetesResource;
  status: JsonObject;
  pods: KubernetesPod[];
  services: KubernetesResource[];
  /** The volumes' claims, named like the member that each is of. */
  claims: KubernetesResource[];
};

export function seenIn(
  resources: Evidence<KubernetesResource>['resources'],
): Seen {
  const objects = resources.map(r => r.resource);
  const cluster = objects.find(isCluster);
  return {
    ...(cluster ? { cluster } : {}),
    status: cluster?.status ?? {},
    pods: objects
      .filter(
        r =>
          r.kind === 'Pod' &&
          r.metadata.labels?.[LABEL_CLUSTER] === cluster?.metadata.name &&
          r.metadata.labels?.['cnpg.io/podRole'] !== 'pooler' &&
          // What makes a member is none yet.
          !r.metadata.labels?.['cnpg.io/jobRole'],
      )
      .map(kubernetesPod)
      .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })),
    services: objects.filter(r => r.kind === 'Service'),
    claims: objects.filter(r => r.kind === 'PersistentVolumeClaim'),
  };
}
