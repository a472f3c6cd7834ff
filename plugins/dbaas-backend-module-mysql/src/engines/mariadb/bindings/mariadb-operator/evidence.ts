import { JsonObject } from '@backstage/types';
import {
  Evidence,
  KubernetesPod,
  kubernetesPod,
  KubernetesResource,
  objectAt,
  textAt,
} from '@dbaas-portal/plugin-dbaas-node';
import { APP, isCluster, LABEL_APP, LABEL_CLUSTER, MADE_BY } from './names';

/** What the cluster's objects say, read once. */
export type Seen = {
  cluster?: KubernetesResource;
  status: JsonObject;
  pods: KubernetesPod[];
  services: KubernetesResource[];
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
          r.metadata.labels?.[LABEL_APP] === APP &&
          (!cluster ||
            r.metadata.labels?.[LABEL_CLUSTER] === cluster.metadata.name),
      )
      .map(kubernetesPod)
      .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })),
    services: objects.filter(r => r.kind === 'Service'),
  };
}

/** Which operation the pods are made by, as the cluster has it now. */
export function madeBy({ cluster }: Seen): string | undefined {
  const { annotations } = objectAt(cluster?.spec?.podMetadata);
  return textAt(objectAt(annotations)[MADE_BY]);
}

/** Whether every pod there is was made by an operation, and not before. */
export function allMadeBy({ pods }: Seen, mark: string): boolean {
  return pods.every(
    ({ resource }) => resource.metadata.annotations?.[MADE_BY] === mark,
  );
}
