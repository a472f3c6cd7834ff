import { accessOf } from '../access';
import { KubernetesObject } from '../client/KubernetesObject';
import { nodeOf } from './nodes';
import { Requests } from './requests';
import { storageOf } from './storage';

const node = (changes: object = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name: 'node-1',
    labels: {
      'node-role.kubernetes.io/control-plane': '',
      'topology.kubernetes.io/zone': 'zone-a',
    },
  },
  status: {
    allocatable: { cpu: '3920m', memory: '8000Mi', pods: '110' },
    conditions: [{ type: 'Ready', status: 'True' }],
    nodeInfo: { kubeletVersion: 'v1.34.4' },
  },
  ...changes,
});

const pod = (spec: object): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p' },
  spec: JSON.parse(JSON.stringify(spec)),
});

const asks = (cpu: string, memory: string, more: object = {}) => ({
  ...more,
  resources: { requests: { cpu, memory } },
});

describe('a node', () => {
  it('is told with what it has', () => {
    expect(nodeOf(node())).toEqual({
      name: 'node-1',
      ready: true,
      cordoned: false,
      zone: 'zone-a',
      roles: ['control-plane'],
      remarks: [],
      version: 'v1.34.4',
      allocatable: { cpuMillis: 3920, memoryMib: 8000, places: 110 },
      ephemeralMib: 0,
    });
  });

  it('says why it is not ready, and who may run there', () => {
    const found = nodeOf(
      node({
        spec: {
          unschedulable: true,
          taints: [
            { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' },
            { key: 'dedicated', value: 'db', effect: 'NoSchedule' },
          ],
        },
        status: {
          conditions: [
            { type: 'DiskPressure', status: 'True' },
            { type: 'Ready', status: 'Unknown', message: 'kubelet stopped' },
          ],
        },
      }),
    );
    expect(found).toMatchObject({
      ready: false,
      cordoned: true,
      reason: { code: 'node-not-ready', params: { what: 'kubelet stopped' } },
      allocatable: { cpuMillis: 0, memoryMib: 0, places: 0 },
    });
    expect(found.remarks.map(r => r.en)).toEqual([
      'The disk is nearly full',
      'Takes only what tolerates dedicated=db',
    ]);
  });

  it('that has told nothing yet is not ready', () => {
    const found = nodeOf(node({ status: undefined }));
    expect(found.ready).toBe(false);
    expect(found.reason?.text.zh).toContain('未就绪');
  });
});

describe('what pods have reserved', () => {
  const of = (...specs: object[]) => {
    const requests = new Requests();
    specs.forEach(spec => requests.add(pod(spec)));
    return requests.of('node-1');
  };

  it('is the sum of their containers on the node', () => {
    expect(
      of(
        {
          nodeName: 'node-1',
          containers: [asks('250m', '128Mi'), asks('1', '1Gi'), {}],
        },
        { nodeName: 'node-1', containers: [asks('100m', '64Mi')] },
        { nodeName: 'node-2', containers: [asks('9', '9Gi')] },
        { containers: [asks('9', '9Gi')] },
      ),
    ).toEqual({ cpuMillis: 1350, memoryMib: 1216, places: 2 });
  });

  it('is what comes before, where that is more', () => {
    expect(
      of({
        nodeName: 'node-1',
        containers: [asks('100m', '100Mi')],
        initContainers: [
          asks('50m', '50Mi', { restartPolicy: 'Always' }),
          asks('1', '10Mi'),
        ],
        overhead: { cpu: '10m', memory: '1Mi' },
      }),
    ).toEqual({ cpuMillis: 1060, memoryMib: 151, places: 1 });
  });

  it('is what the pod as a whole says, where it says it', () => {
    expect(
      of({
        nodeName: 'node-1',
        containers: [asks('100m', '100Mi')],
        resources: { requests: { cpu: '2' } },
      }),
    ).toEqual({ cpuMillis: 2000, memoryMib: 100, places: 1 });
  });
});

it('tells of a storage class whether it grows, and when it binds', () => {
  const made: KubernetesObject & Record<string, unknown> = {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name: 'fast',
      annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
    },
    provisioner: 'csi.example',
    allowVolumeExpansion: true,
    volumeBindingMode: 'WaitForFirstConsumer',
  };
  expect(storageOf(made)).toEqual({
    name: 'fast',
    isDefault: true,
    provisioner: 'csi.example',
    canGrow: true,
    binding: 'first-use',
  });
});

it('asks for what bindings read everywhere, and for the rest in tenants’ spaces', () => {
  const rule = { group: 'g', resources: ['r'], verbs: ['get', 'patch'] };
  expect(accessOf([rule])).toEqual({
    cluster: [{ ...rule, verbs: ['get'] }],
    tenants: [{ ...rule, verbs: ['patch'] }],
  });
});
