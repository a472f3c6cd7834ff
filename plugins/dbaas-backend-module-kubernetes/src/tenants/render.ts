import { JsonObject } from '@backstage/types';
import { Quota, TenantSpec } from '@dbaas-portal/plugin-dbaas-common';
import { KubernetesObject } from '../client/KubernetesObject';
import { MANAGED_LABEL, MANAGED_VALUE } from '../labels';

export const TENANT_LABEL = 'dbaas-portal.io/tenant';
/** On namespaces of applications: which tenant's databases they may reach. */
export const CLIENT_LABEL = 'dbaas-portal.io/client-of';

/**
 * What the space of a tenant is like, in every cluster.
 *
 * @public
 */
export type TenantPolicy = {
  /** Level of the Pod Security Standards that is enforced. */
  podSecurity: 'privileged' | 'baseline' | 'restricted';
  /** Namespaces of operators, which must reach the members. */
  operatorNamespaces: string[];
  /** The namespace of the portal, if it runs in the cluster. */
  portalNamespace?: string;
  /** Most LoadBalancer services of a tenant. */
  loadBalancers: number;
  /** Who is bound to the role for working in it, in each tenant. */
  binding?: {
    clusterRole: string;
    /** A second role, for entering pods; absent where nobody shall. */
    terminalClusterRole?: string;
    serviceAccount: string;
    namespace: string;
  };
};

const labels = (tenant: string) => ({
  [MANAGED_LABEL]: MANAGED_VALUE,
  [TENANT_LABEL]: tenant,
});

function inside(
  tenant: string,
  apiVersion: string,
  kind: string,
  name: string,
  body: JsonObject,
): KubernetesObject {
  return {
    apiVersion,
    kind,
    metadata: { name, namespace: tenant, labels: labels(tenant) },
    ...body,
  };
}

export function namespaceObject(
  spec: TenantSpec,
  policy: TenantPolicy,
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: spec.name,
      labels: {
        ...labels(spec.name),
        'pod-security.kubernetes.io/enforce': policy.podSecurity,
      },
    },
  };
}

function hardOf(quota: Quota, policy: TenantPolicy): Record<string, string> {
  const memory = quota.memoryMib && `${quota.memoryMib}Mi`;
  return {
    'services.loadbalancers': `${policy.loadBalancers}`,
    ...(quota.cpuMillis ? { 'requests.cpu': `${quota.cpuMillis}m` } : {}),
    ...(memory ? { 'requests.memory': memory } : {}),
    ...(quota.storageMib
      ? { 'requests.storage': `${quota.storageMib}Mi` }
      : {}),
  };
}

const DNS: JsonObject = {
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};
/** Members' agents talk to the API server, whose address no selector names. */
const API_SERVER: JsonObject = {
  ports: [
    { protocol: 'TCP', port: 443 },
    { protocol: 'TCP', port: 6443 },
  ],
};

function networkPolicy(tenant: string, policy: TenantPolicy): JsonObject {
  const named = [
    ...policy.operatorNamespaces,
    ...(policy.portalNamespace ? [policy.portalNamespace] : []),
  ];
  return {
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      {
        from: [
          { podSelector: {} },
          { namespaceSelector: { matchLabels: { [CLIENT_LABEL]: tenant } } },
          ...named.map(name => ({
            namespaceSelector: {
              matchLabels: { 'kubernetes.io/metadata.name': name },
            },
          })),
        ],
      },
    ],
    egress: [{ to: [{ podSelector: {} }] }, DNS, API_SERVER],
  };
}

/** The portal's own rights in the namespace, where it has no wider ones. */
export function renderBindings(
  tenant: string,
  { binding }: Pick<TenantPolicy, 'binding'>,
): KubernetesObject[] {
  if (!binding) {
    return [];
  }
  const { clusterRole, terminalClusterRole, serviceAccount, namespace } =
    binding;
  const group = 'rbac.authorization.k8s.io';
  const bind = (name: string, role: string) =>
    inside(tenant, `${group}/v1`, 'RoleBinding', name, {
      roleRef: { apiGroup: group, kind: 'ClusterRole', name: role },
      subjects: [{ kind: 'ServiceAccount', name: serviceAccount, namespace }],
    });
  return [
    bind('dbaas-portal', clusterRole),
    ...(terminalClusterRole === undefined
      ? []
      : [bind('dbaas-portal-terminal', terminalClusterRole)]),
  ];
}

/** What belongs into the namespace of a tenant; first what the rest needs. */
export function renderTenant(
  spec: TenantSpec,
  quota: Quota,
  policy: TenantPolicy,
): KubernetesObject[] {
  const { name } = spec;
  return [
    ...renderBindings(name, policy),
    inside(name, 'v1', 'ResourceQuota', 'dbaas', {
      spec: { hard: hardOf(quota, policy) },
    }),
    // With a quota every container must say what it takes: what operators
    // start beside the servers often does not.
    inside(name, 'v1', 'LimitRange', 'dbaas', {
      spec: {
        limits: [
          {
            type: 'Container',
            defaultRequest: { cpu: '50m', memory: '64Mi' },
            default: { memory: '256Mi' },
          },
        ],
      },
    }),
    inside(name, 'networking.k8s.io/v1', 'NetworkPolicy', 'dbaas', {
      spec: networkPolicy(name, policy),
    }),
  ];
}
