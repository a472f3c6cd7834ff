import { KubeConfig } from '@kubernetes/client-node';
import path from 'node:path';
// The test bed is plain files, no package.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { Cluster } from '../../../kubernetes';

/** The name of the portal's account, and of its namespace. */
export const PORTAL = 'dbaas-portal';

/** Who the API server takes the account for. */
export const ACCOUNT = `system:serviceaccount:${PORTAL}:${PORTAL}`;

/** `dbaas.kubernetes.tenants`, as `deploy` says that it has to be. */
export const TENANTS = {
  portalNamespace: PORTAL,
  binding: {
    clusterRole: 'dbaas-portal-tenant',
    serviceAccount: PORTAL,
    namespace: PORTAL,
  },
};

const RIGHTS = path.resolve(
  __dirname,
  '../../../../deploy/kubernetes/rbac.yaml',
);

/** The same where terminals are wanted. */
export const TENANTS_WITH_TERMINALS = {
  ...TENANTS,
  binding: {
    ...TENANTS.binding,
    terminalClusterRole: 'dbaas-portal-terminal',
  },
};

/** Applies what is shipped for terminals, beside the rest. */
export async function shippedTerminalRights(cluster: Cluster): Promise<void> {
  await cluster.apply([path.join(path.dirname(RIGHTS), 'rbac-terminal.yaml')]);
}

/** Applies the rights that are shipped; answers a login that has no others. */
export async function shippedRights(cluster: Cluster): Promise<KubeConfig> {
  await cluster.apply([RIGHTS]);
  const token = await cluster.kubectl([
    'create',
    'token',
    PORTAL,
    `--namespace=${PORTAL}`,
    '--duration=8h',
  ]);
  const admin = new KubeConfig();
  admin.loadFromFile(cluster.kubeconfig);
  const server = admin.getCurrentCluster();
  if (!server) {
    throw new Error('The kubeconfig of the test bed names no cluster');
  }
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromOptions({
    clusters: [server],
    users: [{ name: PORTAL, token: token.trim() }],
    contexts: [{ name: PORTAL, cluster: server.name, user: PORTAL }],
    currentContext: PORTAL,
  });
  return kubeConfig;
}
