import { Config } from '@backstage/config';
import { KubeConfig } from '@kubernetes/client-node';
import { ClusterOptions, KubernetesPlatformOptions } from './options';
import { TenantPolicy } from './tenants/render';

const ID = /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/;

/** Which ids are taken, so that a location is never two clusters. */
function checkId(id: string, known: ClusterOptions[], where: string): string {
  if (!ID.test(id)) {
    throw new Error(
      `${where} must be 1–40 of a–z, 0–9 and -, not '${id}': it is the id of a location`,
    );
  }
  if (known.some(c => c.id === id)) {
    throw new Error(`${where} '${id}' is named twice`);
  }
  return id;
}

function fromKubeConfig(config: Config): KubeConfig {
  const kubeConfig = new KubeConfig();
  const file = config.getOptionalString('kubeconfig');
  if (file) {
    kubeConfig.loadFromFile(file);
  } else {
    kubeConfig.loadFromDefault();
  }
  const context = config.getOptionalString('context');
  if (context) {
    if (!kubeConfig.getContextObject(context)) {
      throw new Error(
        `dbaas.clusters: there is no context '${context}' in ${
          file ?? 'the default kubeconfig'
        }`,
      );
    }
    kubeConfig.setCurrentContext(context);
  }
  return kubeConfig;
}

/** One login at one URL, as Backstage's own Kubernetes plugin names them. */
function fromUrl(id: string, config: Config): KubeConfig {
  const kubeConfig = new KubeConfig();
  const caData = config.getOptionalString('caData');
  const caFile = config.getOptionalString('caFile');
  const token = config.getOptionalString('serviceAccountToken');
  kubeConfig.loadFromOptions({
    clusters: [
      {
        name: id,
        server: config.getString('url'),
        skipTLSVerify: config.getOptionalBoolean('skipTLSVerify') ?? false,
        ...(caData ? { caData } : {}),
        ...(caFile ? { caFile } : {}),
      },
    ],
    users: [{ name: id, ...(token ? { token } : {}) }],
    contexts: [{ name: id, cluster: id, user: id }],
    currentContext: id,
  });
  return kubeConfig;
}

function inCluster(): KubeConfig {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromCluster();
  return kubeConfig;
}

const WAYS = ['direct', 'port-forward'] as const;

function readReach(config: Config): ClusterOptions['reach'] {
  const inside = config.getOptionalBoolean('inCluster') ?? false;
  const text = config.getOptionalString('reach');
  const way = WAYS.find(w => w === (text ?? (inside ? 'direct' : WAYS[1])));
  if (!way) {
    throw new Error(
      `dbaas.clusters.reach must be one of ${WAYS.join(', ')}, not '${text}'`,
    );
  }
  return way;
}

function ownClusters(config: Config): ClusterOptions[] {
  const clusters: ClusterOptions[] = [];
  for (const entry of config.getOptionalConfigArray('dbaas.clusters') ?? []) {
    const id = checkId(entry.getString('id'), clusters, 'dbaas.clusters.id');
    const title = entry.getOptionalString('title');
    const from = () => {
      if (entry.getOptionalBoolean('inCluster')) {
        return inCluster();
      }
      return entry.has('url') ? fromUrl(id, entry) : fromKubeConfig(entry);
    };
    clusters.push({
      id,
      kubeConfig: from(),
      reach: readReach(entry),
      ...(title ? { title } : {}),
    });
  }
  return clusters;
}

/** Entries of the Kubernetes plugin that carry a login of their own. */
function sharedClusters(
  config: Config,
  known: ClusterOptions[],
): ClusterOptions[] {
  if (!config.getOptionalBoolean('dbaas.kubernetes.reuseClusters')) {
    return [];
  }
  const clusters = [...known];
  const methods =
    config.getOptionalConfigArray('kubernetes.clusterLocatorMethods') ?? [];
  for (const method of methods) {
    if (method.getString('type') !== 'config') {
      continue;
    }
    for (const entry of method.getOptionalConfigArray('clusters') ?? []) {
      if (entry.getOptionalString('authProvider') === 'serviceAccount') {
        const where = 'kubernetes.clusterLocatorMethods.clusters.name';
        const id = checkId(entry.getString('name'), clusters, where);
        const title = entry.getOptionalString('title');
        const kubeConfig = fromUrl(id, entry);
        clusters.push({
          id,
          kubeConfig,
          reach: 'port-forward',
          ...(title ? { title } : {}),
        });
      }
    }
  }
  return clusters.slice(known.length);
}

const LEVELS = ['privileged', 'baseline', 'restricted'] as const;

function readPolicy(config: Config): TenantPolicy {
  const tenants = config.getOptionalConfig('dbaas.kubernetes.tenants');
  const level = tenants?.getOptionalString('podSecurity') ?? 'baseline';
  const podSecurity = LEVELS.find(l => l === level);
  if (!podSecurity) {
    throw new Error(
      `dbaas.kubernetes.tenants.podSecurity must be one of ${LEVELS.join(
        ', ',
      )}, not '${level}'`,
    );
  }
  const portalNamespace = tenants?.getOptionalString('portalNamespace');
  const binding = tenants?.getOptionalConfig('binding');
  const terminalClusterRole = binding?.getOptionalString('terminalClusterRole');
  return {
    podSecurity,
    operatorNamespaces: tenants?.getOptionalStringArray(
      'operatorNamespaces',
    ) ?? ['cnpg-system', 'mariadb-operator'],
    loadBalancers: tenants?.getOptionalNumber('loadBalancers') ?? 0,
    ...(portalNamespace ? { portalNamespace } : {}),
    ...(binding
      ? {
          binding: {
            clusterRole: binding.getString('clusterRole'),
            ...(terminalClusterRole ? { terminalClusterRole } : {}),
            serviceAccount: binding.getString('serviceAccount'),
            namespace: binding.getString('namespace'),
          },
        }
      : {}),
  };
}

/**
 * By which names Backstage's own Kubernetes plugin knows clusters. Other ways
 * than by config find them while it runs: then a name may be known.
 */
function namesInBackstage(config: Config): (name: string) => boolean {
  const names = new Set<string>();
  let mayKnowMore = false;
  for (const method of config.getOptionalConfigArray(
    'kubernetes.clusterLocatorMethods',
  ) ?? []) {
    if (method.getString('type') !== 'config') {
      mayKnowMore = true;
    }
    for (const entry of method.getOptionalConfigArray('clusters') ?? []) {
      names.add(entry.getString('name'));
    }
  }
  return name => mayKnowMore || names.has(name);
}

/** Reads `dbaas.clusters` and `dbaas.kubernetes`. */
export function readOptions(
  config: Config,
): Pick<KubernetesPlatformOptions, 'clusters' | 'policy'> {
  const own = ownClusters(config);
  const isKnown = namesInBackstage(config);
  return {
    clusters: [...own, ...sharedClusters(config, own)].map(cluster => ({
      ...cluster,
      inBackstage: isKnown(cluster.id),
    })),
    policy: readPolicy(config),
  };
}
