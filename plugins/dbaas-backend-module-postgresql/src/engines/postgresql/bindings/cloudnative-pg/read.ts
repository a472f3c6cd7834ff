import { InstanceSpec, Parameters } from '@dbaas-portal/plugin-dbaas-common';
import {
  KUBERNETES_LABELS,
  KubernetesResource,
  listAt,
  mebibytesOf,
  millicoresOf,
  numberAt,
  objectAt,
  textAt,
} from '@dbaas-portal/plugin-dbaas-node';
import { REPLICATION, SINGLE } from '../../descriptor';
import { PARAMETERS } from '../../parameters';
import { HIBERNATION, isCluster } from './names';

/** Only parameters that users may set; sizes come back as plain numbers. */
function parametersOf(cluster: KubernetesResource): Parameters {
  const set = objectAt(objectAt(cluster.spec?.postgresql).parameters);
  const parameters: Parameters = {};
  for (const { name, type } of PARAMETERS) {
    const value = textAt(set[name]);
    if (value === undefined) {
      continue;
    }
    if (type === 'boolean') {
      parameters[name] = value === 'on';
    } else if (type === 'integer' || type === 'number') {
      parameters[name] = parseFloat(value);
    } else {
      parameters[name] = value;
    }
  }
  return parameters;
}

export function identify(
  resource: KubernetesResource,
): { uid?: string; name: string } | undefined {
  const uid = resource.metadata.labels?.[KUBERNETES_LABELS.uid];
  const { name } = resource.metadata;
  return isCluster(resource) ? { ...(uid ? { uid } : {}), name } : undefined;
}

/** The spec that a cluster carries, ours or anybody's. */
export function read(
  resources: KubernetesResource[],
): Partial<InstanceSpec> | undefined {
  const cluster = resources.find(isCluster);
  if (!cluster) {
    return undefined;
  }
  const spec = cluster.spec ?? {};
  const members = numberAt(spec.instances) ?? 1;
  const requests = objectAt(objectAt(spec.resources).requests);
  const image = textAt(spec.imageName) ?? '';
  const version = /:(\d+)/.exec(image)?.[1];
  const release = /:(\d+\.\d+)/.exec(image)?.[1];
  const hba = listAt(objectAt(spec.postgresql).pg_hba);
  return {
    ...(version ? { version } : {}),
    ...(release ? { release } : {}),
    topology: members > 1 ? REPLICATION : SINGLE,
    members,
    resources: {
      cpuMillis: millicoresOf(requests.cpu),
      memoryMib: mebibytesOf(requests.memory),
      storageMib: mebibytesOf(objectAt(spec.storage).size),
    },
    parameters: parametersOf(cluster),
    tls: hba.includes('hostnossl all all all reject'),
    running: cluster.metadata.annotations?.[HIBERNATION] !== 'on',
  };
}
