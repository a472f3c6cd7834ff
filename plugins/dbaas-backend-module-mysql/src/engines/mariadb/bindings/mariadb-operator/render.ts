import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import {
  KUBERNETES_LABELS,
  KUBERNETES_MANAGER,
  kubernetesSecretName,
  KubernetesResource,
  RenderContext,
  SECRET_ADMIN,
  SECRET_REPLICATION,
} from '@dbaas-portal/plugin-dbaas-node';
import { SINGLE } from '../../../../processes/kind';
import { settingsOf } from '../../../../settings';
import { mariadb } from '../../descriptor';
import { IMAGES } from './detect';
import {
  APP,
  BACKUP_API,
  BACKUP_KIND,
  CLUSTER_API,
  CLUSTER_KIND,
  clusterName,
  LABEL_APP,
  LABEL_CLUSTER,
  LABEL_ROLE,
  MADE_BY,
  seedName,
  serviceName,
} from './names';

const PORT = 3306;
/** A replica that is further behind serves no reads and is no candidate. */
export const LAG_LIMIT_SECONDS = 30;
const RETRY_SECONDS = 3;
const KEEP_LOGS_DAYS = 7;
/** What the operator's own container takes in the pod of each member. */
export const AGENT = { cpuMillis: 20, memoryMib: 64 };
const AGENT_LIMIT_MIB = 128;

function labels(context: RenderContext): Record<string, string> {
  return {
    [KUBERNETES_LABELS.managedBy]: KUBERNETES_MANAGER,
    [KUBERNETES_LABELS.uid]: context.uid,
  };
}

/** What goes with this incarnation, and with the next one does not stay. */
function passing(context: RenderContext): Record<string, string> {
  return {
    [KUBERNETES_LABELS.uid]: context.uid,
    [KUBERNETES_LABELS.incarnation]: context.incarnation,
  };
}

function configuration(spec: InstanceSpec): string {
  return [
    '[mariadb]',
    'local_infile=OFF',
    ...(spec.topology === SINGLE
      ? []
      : [
          // Rows are logged, not calls: owners may make functions and triggers.
          'binlog_format=ROW',
          'log_bin_trust_function_creators=ON',
          'log_slave_updates=ON',
          // After a crash a replica fetches anew what it had not applied.
          'relay_log_recovery=ON',
          `expire_logs_days=${KEEP_LOGS_DAYS}`,
        ]),
    ...Object.entries(settingsOf(mariadb, spec)).map(
      ([name, value]) => `${name}=${value}`,
    ),
    '',
  ].join('\n');
}

/** On as many nodes and in as many zones as there are, but never on none. */
function spread(name: string) {
  const labelSelector = { matchLabels: { [LABEL_CLUSTER]: name } };
  return {
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            weight: 100,
            podAffinityTerm: {
              labelSelector,
              topologyKey: 'kubernetes.io/hostname',
            },
          },
        ],
      },
    },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector,
      },
    ],
  };
}

/**
 * Whom the primary is handed over to is not rendered: the operator changes
 * it, and so does a switchover.
 */
function replication(spec: InstanceSpec, name: string) {
  return {
    enabled: spec.running,
    gtidStrictMode: true,
    semiSyncEnabled: true,
    // A commit is on another member before anybody can see it.
    semiSyncWaitPoint: 'AfterSync',
    syncBinlog: 1,
    primary: { autoFailover: true },
    agent: {
      resources: {
        requests: {
          cpu: `${AGENT.cpuMillis}m`,
          memory: `${AGENT.memoryMib}Mi`,
        },
        limits: { memory: `${AGENT_LIMIT_MIB}Mi` },
      },
    },
    replica: {
      replPasswordSecretKeyRef: {
        name: kubernetesSecretName(spec.name, SECRET_REPLICATION),
        key: 'password',
      },
      maxLagSeconds: LAG_LIMIT_SECONDS,
      connectionRetrySeconds: RETRY_SECONDS,
      // There only while members are added.
      bootstrapFrom: { physicalBackupTemplateRef: { name: seedName(name) } },
    },
  };
}

/**
 * @param madeBy - written on every pod: where it changes, they are made anew
 */
export function renderCluster(
  spec: InstanceSpec,
  context: RenderContext,
  madeBy?: string,
): KubernetesResource {
  const { cpuMillis, memoryMib, storageMib } = spec.resources;
  const memory = `${memoryMib}Mi`;
  const name = clusterName(spec, context.incarnation);
  return {
    apiVersion: CLUSTER_API,
    kind: CLUSTER_KIND,
    metadata: {
      name,
      labels: { ...labels(context), ...passing(context) },
    },
    spec: {
      image: IMAGES[spec.version],
      // With none, the volumes stay: so it stands still.
      replicas: spec.running ? spec.members : 0,
      port: PORT,
      rootPasswordSecretKeyRef: {
        name: kubernetesSecretName(spec.name, SECRET_ADMIN),
        key: 'password',
      },
      inheritMetadata: { labels: passing(context) },
      ...(madeBy
        ? { podMetadata: { annotations: { [MADE_BY]: madeBy } } }
        : {}),
      myCnf: configuration(spec),
      tls: { enabled: true, required: spec.tls },
      resources: {
        requests: { cpu: `${cpuMillis}m`, memory },
        // Memory that is promised is there: the server is not the first to
        // be killed. Processor time is not capped.
        limits: { memory },
      },
      storage: {
        size: `${storageMib}Mi`,
        resizeInUseVolumes: true,
        waitForVolumeResize: true,
        // Standing still is scaling to none: the volumes must outlive that.
        pvcRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' },
      },
      updateStrategy: { type: 'ReplicasFirstPrimaryLast' },
      ...(spec.topology === SINGLE
        ? {}
        : { ...spread(name), replication: replication(spec, name) }),
    },
  };
}

/** Never run itself: the operator copies it for each of its own uses. */
export function renderSeed(
  spec: InstanceSpec,
  context: RenderContext,
): KubernetesResource {
  const cluster = clusterName(spec, context.incarnation);
  return {
    apiVersion: BACKUP_API,
    kind: BACKUP_KIND,
    metadata: {
      name: seedName(cluster),
      labels: { ...labels(context), ...passing(context) },
    },
    spec: {
      mariaDbRef: { name: cluster },
      // A primary that is busy is spared where a replica can give its data.
      target: 'PreferReplica',
      schedule: { suspend: true },
      inheritMetadata: { labels: passing(context) },
      storage: {
        persistentVolumeClaim: {
          accessModes: ['ReadWriteOnce'],
          resources: {
            requests: { storage: `${spec.resources.storageMib}Mi` },
          },
        },
      },
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
        [LABEL_APP]: APP,
        [LABEL_CLUSTER]: clusterName(spec, context.incarnation),
        ...(spec.topology === SINGLE
          ? {}
          : { [LABEL_ROLE]: role === 'rw' ? 'primary' : 'replica' }),
      },
      ports: [{ name: 'mariadb', port: PORT, targetPort: PORT }],
    },
  };
}

/** Secrets are named, never rendered: the platform's store makes them. */
export function render(
  spec: InstanceSpec,
  context: RenderContext,
  madeBy?: string,
): KubernetesResource[] {
  return [
    renderCluster(spec, context, madeBy),
    renderService(spec, 'rw', context),
    ...(spec.topology === SINGLE ? [] : [renderService(spec, 'ro', context)]),
  ];
}
