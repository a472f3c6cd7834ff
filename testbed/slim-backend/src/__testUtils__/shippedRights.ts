import { mockServices } from '@backstage/backend-test-utils';
import { createKubernetesPlatform } from '@dbaas-portal/plugin-dbaas-backend-module-kubernetes';
import { Platform } from '@dbaas-portal/plugin-dbaas-node';
import { KubeConfig } from '@kubernetes/client-node';
import fs from 'node:fs/promises';
import path from 'node:path';
// The test bed is plain files, no package.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { Cluster } from '../../../kubernetes';
import { LOCATION } from './records';

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

export type Reach = 'direct' | 'port-forward';

/** The platform as somebody who has only a login's rights runs it. */
export function platformWith(
  kubeConfig: KubeConfig,
  { reach, tenants }: { reach: Reach; tenants: typeof TENANTS },
): Platform {
  return createKubernetesPlatform({
    clusters: [{ id: LOCATION, kubeConfig, reach }],
    policy: {
      ...tenants,
      podSecurity: 'baseline',
      operatorNamespaces: ['cnpg-system'],
      loadBalancers: 0,
    },
    logger: mockServices.logger.mock(),
  });
}

/** What the portal's account may, as the API server itself decides it. */
export async function isAllowed(
  cluster: Cluster,
  attributes: object,
): Promise<boolean> {
  const file = path.join(cluster.folder, 'review.json');
  await fs.writeFile(
    file,
    JSON.stringify({
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: {
        user: ACCOUNT,
        groups: ['system:serviceaccounts', 'system:authenticated'],
        resourceAttributes: attributes,
      },
    }),
  );
  const said = await cluster.kubectl([
    'create',
    `--filename=${file}`,
    '--output=json',
  ]);
  return JSON.parse(said).status.allowed;
}
