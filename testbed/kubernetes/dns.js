// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { needed } = require('./controlPlane');
const { until } = require('./program');

/**
 * Names of the cluster: CoreDNS as a program beside the control plane, behind the
 * Service that pods ask. It answers nothing of the world outside.
 * @param {{ controlPlane: import('./controlPlane').ControlPlane, network: import('./network').Network,
 *   api: import('./api').Api, apply: (objects: object[]) => Promise<unknown>, folder: string }} options
 */
async function startDns({ controlPlane, network, api, apply, folder }) {
  const address = network.address('0.2');
  const user = 'testbed:dns';
  await apply([
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'testbed-dns' },
      rules: [
        {
          apiGroups: [''],
          resources: ['services', 'namespaces', 'pods'],
          verbs: ['list', 'watch'],
        },
        {
          apiGroups: ['discovery.k8s.io'],
          resources: ['endpointslices'],
          verbs: ['list', 'watch'],
        },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'testbed-dns' },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'testbed-dns',
      },
      subjects: [
        { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: user },
      ],
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'kube-dns', namespace: 'kube-system' },
      spec: {
        clusterIP: network.dns,
        ports: [
          { name: 'dns', protocol: 'UDP', port: 53 },
          { name: 'dns-tcp', protocol: 'TCP', port: 53 },
        ],
      },
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: 'kube-dns-testbed',
        namespace: 'kube-system',
        labels: { 'kubernetes.io/service-name': 'kube-dns' },
      },
      addressType: 'IPv4',
      endpoints: [{ addresses: [address], conditions: { ready: true } }],
      ports: [
        { name: 'dns', protocol: 'UDP', port: 53 },
        { name: 'dns-tcp', protocol: 'TCP', port: 53 },
      ],
    },
  ]);
  const kubeconfig = await controlPlane.kubeconfigFor('dns', { user });
  const corefile = path.join(folder, 'Corefile');
  fs.writeFileSync(
    corefile,
    `.:53 {
  bind ${address}
  errors
  health ${address}:8080
  ready ${address}:8181
  kubernetes cluster.local in-addr.arpa {
    kubeconfig ${kubeconfig} testbed
    pods insecure
    ttl 2
  }
  cache 2
}
`,
  );
  const program = controlPlane.program(
    'coredns',
    [`-conf=${corefile}`],
    needed('coredns'),
  );
  program.start();
  await until(
    'CoreDNS is ready',
    async () => (await fetch(`http://${address}:8181/ready`)).ok,
    { timeoutMs: 60_000, needs: [program] },
  );
  return api;
}

module.exports = { startDns };
