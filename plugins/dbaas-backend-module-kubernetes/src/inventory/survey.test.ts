import { AccessNeed } from '@dbaas-portal/plugin-dbaas-node';
import { KubeConfig } from '@kubernetes/client-node';
import { ApiClient } from '../client/ApiClient';
import { KubernetesError } from '../client/KubernetesError';
import { Kinds } from '../client/Kinds';
import { Objects } from '../client/Objects';
import { ClusterSurvey } from './ClusterSurvey';
import { Kept } from './Kept';
import { readNodes } from './nodes';

const node = () => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'node-1' },
  status: { allocatable: { cpu: '3920m', memory: '8000Mi', pods: '110' } },
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
  const listOf = (...items: object[]) => ({
    kind: 'List',
    items,
    metadata: {},
  });
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
