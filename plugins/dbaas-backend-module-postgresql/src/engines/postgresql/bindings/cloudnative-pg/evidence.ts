import { JsonObject, JsonValue } from '@backstage/types';
import { Evidence, KubernetesResource } from '@dbaas-portal/plugin-dbaas-node';
import { isCluster, LABEL_CLUSTER } from './names';

export function objectAt(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : {};
}

export function listAt(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

export function textAt(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function numberAt(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

export type Pod = {
  name: string;
  node?: string;
  ip?: string;
  ready: boolean;
  restarts: number;
  resource: KubernetesResource;
};

/** What the cluster's objects say, read once. */
export type Seen = {
  cluster?: KubernetesResource;
  status: JsonObject;
  pods: Pod[];
  services: KubernetesResource[];
  /** The volumes' claims, named like the member that each is of. */
  claims: KubernetesResource[];
};

/** The status of a condition: `True`, `False` or absent. */
export function conditionOf(
  status: JsonObject | undefined,
  type: string,
): JsonObject | undefined {
  return listAt(status?.conditions)
    .map(objectAt)
    .find(condition => condition.type === type);
}

function podOf(resource: KubernetesResource): Pod {
  const { status, spec } = resource;
  const restarts = listAt(status?.containerStatuses)
    .map(objectAt)
    .reduce((sum, c) => sum + (numberAt(c.restartCount) ?? 0), 0);
  const node = textAt(spec?.nodeName);
  const ip = textAt(status?.podIP);
  return {
    name: resource.metadata.name,
    ...(node ? { node } : {}),
    ...(ip ? { ip } : {}),
    ready: conditionOf(status, 'Ready')?.status === 'True',
    restarts,
    resource,
  };
}

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
      .map(podOf)
      .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })),
    services: objects.filter(r => r.kind === 'Service'),
    claims: objects.filter(r => r.kind === 'PersistentVolumeClaim'),
  };
}
