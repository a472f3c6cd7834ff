import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import {
  KUBERNETES_LABELS,
  KUBERNETES_MANAGER,
  kubernetesSecretName,
  KubernetesResource,
  RenderContext,
  SECRET_ADMIN,
} from '@dbaas-portal/plugin-dbaas-node';
import { SINGLE } from '../../descriptor';
import { settingsOf } from '../../settings';
import { imageOf } from './detect';
import {
  CLUSTER_API,
  clusterName,
  FIRST_DATABASE,
  KEEP_PODS,
  LABEL_CLUSTER,
  LABEL_ROLE,
  PAUSE,
  serviceName,
} from './names';

const PORT = 5432;
const SMART_SHUTDOWN_SECONDS = 5;

function labels(context: RenderContext): Record<string, string> {
  return {
    [KUBERNETES_LABELS.managedBy]: KUBERNETES_MANAGER,
    [KUBERNETES_LABELS.uid]: context.uid,
  };
}

/** What goes with this incarnation, and with the next one does not stay. */
function passing(context: RenderContext): Record<string, string> {
  return {
    ...labels(context),
    [KUBERNETES_LABELS.incarnation]: context.incarnation,
  };
}

/** Every way in which a client of the same cluster may write an address. */
function dnsNames(spec: InstanceSpec): string[] {
  return (['rw', 'ro'] as const).flatMap(role => {
    const name = serviceName(spec, role);
    return [
      name,
      `${name}.${spec.tenant}`,
      `${name}.${spec.tenant}.svc`,
      `${name}.${spec.tenant}.svc.cluster.local`,
    ];
  });
}

/** What a recipe wants of a cluster for a while, besides its spec. */
export type Meanwhile = {
  members?: number;
  /** Where members that are made now have to be. */
  node?: string;
  /** Members that are there are not made anew for what changes. */
  keepPods?: boolean;
  /** The operator does nothing at all, not even fail over. */
  paused?: boolean;
};

function annotations({ keepPods, paused }: Meanwhile) {
  return {
    ...(keepPods ? { [KEEP_PODS]: 'disabled' } : {}),
    ...(paused ? { [PAUSE]: 'disabled' } : {}),
  };
}

function affinity(replicated: boolean, node: string | undefined) {
  return {
    ...(replicated
      ? {
          enablePodAntiAffinity: true,
          podAntiAffinityType: 'preferred',
          topologyKey: 'kubernetes.io/hostname',
        }
      : {}),
    ...(node
      ? {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [
                {
                  // A node's name; its label of the host may be another.
                  matchFields: [
                    { key: 'metadata.name', operator: 'In', values: [node] },
                  ],
                },
              ],
            },
          },
        }
      : {}),
  };
}

export function renderCluster(
  spec: InstanceSpec,
  context: RenderContext,
  meanwhile: Meanwhile = {},
): KubernetesResource {
  const { members = spec.members, node } = meanwhile;
  const noted = annotations(meanwhile);
  const { cpuMillis, memoryMib, storageMib } = spec.resources;
  const replicated = spec.topology !== SINGLE;
  const memory = `${memoryMib}Mi`;
  return {
    apiVersion: CLUSTER_API,
    kind: 'Cluster',
    metadata: {
      name: clusterName(spec, context.incarnation),
      labels: passing(context),
      ...(Object.keys(noted).length > 0 ? { annotations: noted } : {}),
    },
    spec: {
      instances: members,
      imageName: imageOf(spec),
      inheritedMetadata: { labels: passing(context) },
      // With one member a disruption budget would only block drains.
      enablePDB: replicated,
      // Until then a server that stops refuses new sessions and waits for the
      // old ones to end by themselves; those of a pool never do.
      smartShutdownTimeout: SMART_SHUTDOWN_SECONDS,
      primaryUpdateStrategy: 'unsupervised',
      primaryUpdateMethod: replicated ? 'switchover' : 'restart',
      enableSuperuserAccess: true,
      superuserSecret: { name: kubernetesSecretName(spec.name, SECRET_ADMIN) },
      bootstrap: {
        initdb: {
          database: FIRST_DATABASE,
          owner: FIRST_DATABASE,
          encoding: 'UTF8',
          localeProvider: 'builtin',
          builtinLocale: 'C.UTF-8',
          locale: 'C',
          dataChecksums: true,
        },
      },
      postgresql: {
        parameters: settingsOf(spec),
        ...(spec.tls ? { pg_hba: ['hostnossl all all all reject'] } : {}),
      },
      certificates: { serverAltDNSNames: dnsNames(spec) },
      resources: {
        requests: { cpu: `${cpuMillis}m`, memory },
        // Memory that is promised is there: the server is not the first to
        // be killed. Processor time is not capped.
        limits: { memory },
      },
      storage: { size: `${storageMib}Mi`, resizeInUseVolumes: true },
      ...(replicated || node ? { affinity: affinity(replicated, node) } : {}),
      ...(replicated
        ? {
            topologySpreadConstraints: [
              {
                maxSkew: 1,
                topologyKey: 'topology.kubernetes.io/zone',
                whenUnsatisfiable: 'ScheduleAnyway',
                labelSelector: {
                  matchLabels: {
                    [LABEL_CLUSTER]: clusterName(spec, context.incarnation),
                  },
                },
              },
            ],
            replicationSlots: { highAvailability: { enabled: true } },
          }
        : {}),
    },
  };
}

function renderService(
  spec: InstanceSpec,
  role: 'rw' | 'ro',
  context: RenderContext,
): KubernetesResource {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: serviceName(spec, role), labels: labels(context) },
    spec: {
      type: 'ClusterIP',
      selector: {
        [LABEL_CLUSTER]: clusterName(spec, context.incarnation),
        [LABEL_ROLE]: role === 'rw' ? 'primary' : 'replica',
      },
      ports: [{ name: 'postgresql', port: PORT, targetPort: PORT }],
    },
  };
}

/** Secrets are named, never rendered: the platform's store makes them. */
export function render(
  spec: InstanceSpec,
  context: RenderContext,
): KubernetesResource[] {
  return [
    renderCluster(spec, context),
    renderService(spec, 'rw', context),
    ...(spec.topology === SINGLE ? [] : [renderService(spec, 'ro', context)]),
  ];
}
