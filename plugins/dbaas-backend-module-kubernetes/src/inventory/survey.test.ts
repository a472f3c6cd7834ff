import { AccessNeed } from '@dbaas-portal/plugin-dbaas-node';
import { KubeConfig } from '@kubernetes/client-node';
import { accessOf } from '../access';
import { ApiClient } from '../client/ApiClient';
import { KubernetesError } from '../client/KubernetesError';
import { KubernetesObject } from '../client/KubernetesObject';
import { Kinds } from '../client/Kinds';
import { Objects } from '../client/Objects';
import { ClusterSurvey } from './ClusterSurvey';
import { Kept } from './Kept';
import { nodeOf, readNodes } from './nodes';
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

describe('an answer that is kept', () => {
  it('is asked for once for all, and again after a failure', async () => {
    const load = jest
      .fn<Promise<number>, []>()
      .mockRejectedValueOnce(new Error('away'))
      .mockResolvedValue(7);
    const kept = new Kept(load, { freshMs: 60_000 });
    await expect(kept.get()).rejects.toThrow('away');
    const answers = await Promise.all([kept.get(), kept.get(), kept.get()]);
    expect(answers.map(a => a.value)).toEqual([7, 7, 7]);
    expect(load).toHaveBeenCalledTimes(2);
    kept.forget();
    await kept.get();
    expect(load).toHaveBeenCalledTimes(3);
  });

  it('is shown for the time being where a new one takes long', async () => {
    let answer = (_: number) => {};
    const load = jest
      .fn<Promise<number>, []>()
      .mockResolvedValueOnce(1)
      .mockReturnValueOnce(new Promise(resolve => (answer = resolve)));
    const kept = new Kept(load, { freshMs: 0, patienceMs: 1 });
    expect((await kept.get()).value).toBe(1);
    expect((await kept.get()).value).toBe(1);
    answer(2);
    await new Promise(resolve => setImmediate(resolve));
    load.mockReturnValue(new Promise(() => {}));
    expect((await kept.get()).value).toBe(2);
  });
});

describe('a survey', () => {
  const listOf = (...items: object[]) => ({ items, metadata: {} });
  const kindsOf = (...kinds: Array<[string, string]>) => ({
    resources: kinds.map(([kind, name]) => ({ kind, name, namespaced: false })),
  });

  /** A cluster of answers; what is not in it is forbidden. */
  function surveyOf(answers: Record<string, object | Error>, tenants = ['a']) {
    const asked: string[] = [];
    const client = new ApiClient(new KubeConfig());
    jest
      .spyOn(client, 'request')
      .mockImplementation(async (_method, path, { body } = {}) => {
        asked.push(path);
        const found = answers[path];
        if (found instanceof Error) {
          throw found;
        }
        if (path.endsWith('selfsubjectaccessreviews')) {
          const allowed = !JSON.stringify(body).includes('"verb":"patch"');
          return { status: { allowed } };
        }
        if (!found) {
          throw new KubernetesError('forbidden', path);
        }
        return JSON.parse(JSON.stringify(found));
      });
    const objects = new Objects(client, new Kinds(client));
    const survey = new ClusterSurvey({
      objects,
      nodes: new Kept(() => readNodes(objects), { freshMs: 60_000 }),
      own: { cluster: [], tenants: [] },
      tenants: () => tenants,
    });
    return { survey, asked };
  }

  const core = kindsOf(['Node', 'nodes'], ['Pod', 'pods']);
  const need: AccessNeed = {
    controller: 'some-operator',
    rules: [{ group: 'g', resources: ['things'], verbs: ['list', 'patch'] }],
  };

  it('shows what it may, and says what it may not', async () => {
    const { survey } = surveyOf({
      '/api/v1': core,
      '/api/v1/nodes': listOf(node()),
    });
    const { nodes, storage, rights } = await survey.survey([need]);
    expect(nodes?.items).toHaveLength(1);
    expect(nodes?.items[0].requested).toBeUndefined();
    expect(nodes?.notes).toMatchObject([
      {
        code: 'kubernetes-forbidden',
        params: { what: '/api/v1/pods' },
        command: expect.stringContaining('rbac.yaml'),
      },
    ]);
    expect(storage).toMatchObject({
      items: [],
      notes: [{ code: 'kubernetes-forbidden' }],
    });
    expect(rights).toMatchObject({
      items: [
        {
          group: 'g',
          resource: 'things',
          verb: 'patch',
          tenant: 'a',
          neededBy: ['some-operator'],
        },
      ],
      notes: [{ code: 'rights-missing' }],
    });
  });

  it('asks once for all who look, and again for other needs', async () => {
    const { survey, asked } = surveyOf({
      '/api/v1': core,
      '/api/v1/nodes': listOf(node()),
      '/api/v1/pods': listOf(),
    });
    await Promise.all([survey.survey([need]), survey.survey([need])]);
    await survey.survey([need]);
    const times = (path: string) => asked.filter(p => p.endsWith(path)).length;
    expect(times('/nodes')).toBe(1);
    expect(times('/pods')).toBe(1);
    expect(times('selfsubjectaccessreviews')).toBe(2);
    await survey.survey([]);
    expect(times('/pods')).toBe(1);
  });

  it('says in how many spaces it looked, and that there are none yet', async () => {
    const api = { '/api/v1': core };
    const five = surveyOf(api, ['a', 'b', 'c', 'd', 'e']);
    const { rights } = await five.survey.survey([need]);
    expect(rights?.items.map(r => r.tenant)).toEqual(['a', 'b', 'c']);
    expect(rights?.notes).toMatchObject([
      { code: 'rights-missing' },
      { code: 'rights-sampled', params: { looked: 3, all: 5 } },
    ]);
    const none = await surveyOf(api, []).survey.survey([need]);
    expect(none.rights).toMatchObject({
      items: [],
      notes: [{ code: 'rights-without-tenant' }],
    });
  });

  it('is none where the cluster gives no answer', async () => {
    const { survey } = surveyOf({
      '/api/v1': new KubernetesError('unreachable', 'ECONNREFUSED'),
    });
    await expect(survey.survey([])).rejects.toMatchObject({
      code: 'unreachable',
    });
  });
});
