import { InstanceSpec, Parameters } from '@dbaas-portal/plugin-dbaas-common';
import {
  KUBERNETES_LABELS,
  KubernetesResource,
  mebibytesOf,
  millicoresOf,
  numberAt,
  objectAt,
  textAt,
} from '@dbaas-portal/plugin-dbaas-node';
import { REPLICATION, SINGLE } from '../../../../processes/kind';
import { settingOf } from '../../../../settings';
import { mariadb } from '../../descriptor';
import { isCluster } from './names';

export function identify(
  resource: KubernetesResource,
): { uid?: string; name: string } | undefined {
  const uid = resource.metadata.labels?.[KUBERNETES_LABELS.uid];
  const { name } = resource.metadata;
  return isCluster(resource) ? { ...(uid ? { uid } : {}), name } : undefined;
}

/** The assignments of a my.cnf, whatever their section. */
function assignments(text: string): Map<string, string> {
  const lines = text.split('\n').flatMap((line): [string, string][] => {
    const match = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(line);
    return match ? [[match[1].replaceAll('-', '_'), match[2]]] : [];
  });
  return new Map(lines);
}

/** Only parameters that users may set; sizes come back in their units. */
function parametersOf(text: string): Parameters {
  const set = assignments(text);
  const parameters: Parameters = {};
  for (const parameter of mariadb.parameters) {
    const value = set.get(parameter.name);
    if (value === undefined) {
      continue;
    }
    if (parameter.type === 'boolean') {
      parameters[parameter.name] = /^(on|1|true)$/i.test(value);
    } else if (parameter.type === 'integer' || parameter.type === 'number') {
      const one = Number(settingOf(1, parameter));
      const plain = Number(value);
      if (Number.isFinite(plain)) {
        parameters[parameter.name] = plain / one;
      }
    } else {
      parameters[parameter.name] = value;
    }
  }
  return parameters;
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
  const replicas = numberAt(spec.replicas) ?? 1;
  const replicated = Object.keys(objectAt(spec.replication)).length > 0;
  const requests = objectAt(objectAt(spec.resources).requests);
  const version = /:(\d+\.\d+)/.exec(textAt(spec.image) ?? '')?.[1];
  return {
    ...(version ? { version } : {}),
    topology: replicated ? REPLICATION : SINGLE,
    // How many there are when it stands still, nobody has written down.
    ...(replicas > 0 ? { members: replicas } : {}),
    resources: {
      cpuMillis: millicoresOf(requests.cpu),
      memoryMib: mebibytesOf(requests.memory),
      storageMib: mebibytesOf(objectAt(spec.storage).size),
    },
    parameters: parametersOf(textAt(spec.myCnf) ?? ''),
    tls: objectAt(spec.tls).required === true,
    running: replicas > 0,
  };
}
