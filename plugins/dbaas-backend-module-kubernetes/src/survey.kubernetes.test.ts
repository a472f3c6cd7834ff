import { mockServices } from '@backstage/backend-test-utils';
import { Platform } from '@dbaas-portal/plugin-dbaas-node';
import { KubeConfig } from '@kubernetes/client-node';
// The test bed is plain files, no package.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { Cluster, obstacle, startCluster } from '../../../testbed/kubernetes';
import { tenantRecord } from './__testUtils__/platform';
import { createKubernetesPlatform } from './KubernetesPlatform';

jest.setTimeout(300_000);

const LOCATION = 'test';
const why = obstacle('api');
const title = why ? ` [needs: ${why}]` : '';

(why ? describe.skip : describe)(`the survey of a cluster${title}`, () => {
  let cluster: Cluster;
  let platform: Platform;

  beforeAll(async () => {
    cluster = await startCluster({ level: 'api' });
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromFile(cluster.kubeconfig);
    platform = createKubernetesPlatform({
      clusters: [{ id: LOCATION, kubeConfig, reach: 'port-forward' }],
      policy: {
        podSecurity: 'baseline',
        operatorNamespaces: ['operators'],
        loadBalancers: 0,
      },
      logger: mockServices.logger.mock(),
    });
    await platform
      .tenants(LOCATION)
      .put('shop', tenantRecord(LOCATION, 'shop'));
  });
  afterAll(async () => {
    await platform?.stop();
    await cluster?.stop();
  });

  it('tells what the cluster is made of', async () => {
    const node = (name: string, labels: Record<string, string>) => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name, labels },
    });
    await cluster.apply([
      node('node-a', { 'topology.kubernetes.io/zone': 'zone-1' }),
      {
        ...node('node-b', { 'node-role.kubernetes.io/spare': '' }),
        spec: {
          unschedulable: true,
          taints: [{ key: 'spare', value: 'yes', effect: 'NoExecute' }],
        },
      },
      {
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: 'slow' },
        provisioner: 'kubernetes.io/no-provisioner',
        volumeBindingMode: 'WaitForFirstConsumer',
      },
    ]);
    const status = {
      allocatable: { cpu: '4', memory: '8Gi', pods: '110' },
      conditions: [{ type: 'Ready', status: 'True' }],
    };
    await cluster.kubectl([
      'patch',
      'node',
      'node-a',
      '--subresource=status',
      '--type=merge',
      `--patch=${JSON.stringify({ status })}`,
    ]);
    const pod = (name: string, cpu: string) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'shop' },
      spec: {
        nodeName: 'node-a',
        automountServiceAccountToken: false,
        containers: [
          {
            name: 'main',
            image: 'none',
            resources: {
              requests: { cpu, memory: '64Mi' },
              limits: { cpu, memory: '64Mi' },
            },
          },
        ],
      },
    });
    await cluster.apply([pod('one', '250m'), pod('two', '500m')]);

    const survey = await platform.survey?.(LOCATION, []);
    const nodes = survey?.nodes?.items ?? [];
    const of = (name: string) => nodes.find(n => n.name === name);
    expect(of('node-a')).toMatchObject({
      zone: 'zone-1',
      cordoned: false,
      allocatable: { cpuMillis: 4000, memoryMib: 8192, places: 110 },
      requested: { cpuMillis: 750, memoryMib: 128, places: 2 },
    });
    expect(of('node-b')).toMatchObject({
      ready: false,
      reason: { code: 'node-not-ready' },
      cordoned: true,
      roles: ['spare'],
      remarks: [{ en: 'Takes, and keeps, only what tolerates spare=yes' }],
      requested: { places: 0 },
    });
    expect(survey?.nodes?.notes).toEqual([]);
    expect(survey?.storage).toEqual({
      items: [
        {
          name: 'slow',
          isDefault: false,
          provisioner: 'kubernetes.io/no-provisioner',
          canGrow: false,
          binding: 'first-use',
        },
      ],
      notes: [],
    });
    // An administrator lacks nothing.
    expect(survey?.rights?.items).toEqual([]);
  });
});
