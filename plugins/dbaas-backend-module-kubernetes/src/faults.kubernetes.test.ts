import { mockServices } from '@backstage/backend-test-utils';
import { InstanceRecord } from '@dbaas-portal/plugin-dbaas-common';
import {
  KubernetesResource,
  kubernetesStep,
  Platform,
  PlatformEvent,
} from '@dbaas-portal/plugin-dbaas-node';
import { fakeSpec } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { KubeConfig } from '@kubernetes/client-node';
// The test bed is plain files, no package.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { Cluster, obstacle, startCluster } from '../../../testbed/kubernetes';
import { FaultyApi, HARMS, WATCH_HARMS } from './__testUtils__/FaultyApi';
import { persist, write } from './__testUtils__/persist';
import { tenantRecord, until } from './__testUtils__/platform';
import { createKubernetesPlatform } from './KubernetesPlatform';
import { UID_LABEL } from './labels';

jest.setTimeout(300_000);

const LOCATION = 'test';
const TENANT = 'faulty';
const INSTANCES = 6;
const seed = Number(process.env.DBAAS_SEED ?? Date.now() % 1_000_000);
const about = { id: 'x', title: { en: 'x', zh: 'x' } };
const why = obstacle('api');
const title = why ? ` [needs: ${why}]` : ` [seed ${seed}]`;

const uidOf = (i: number) => `b0000000-0000-4000-8000-00000000000${i}`;
const portOf = (round: number, i: number) => 5000 + round * 100 + i;

function makePlatform(kubeConfig: KubeConfig): Platform {
  return createKubernetesPlatform({
    clusters: [{ id: LOCATION, kubeConfig, reach: 'direct' }],
    policy: {
      podSecurity: 'baseline',
      operatorNamespaces: [],
      loadBalancers: 0,
    },
    logger: mockServices.logger.mock(),
  });
}

const recordOf = (i: number): InstanceRecord => ({
  uid: uidOf(i),
  revision: 1,
  spec: fakeSpec({
    name: `orders-${i}`,
    tenant: TENANT,
    platform: 'kubernetes',
    location: LOCATION,
  }),
  incarnation: 'i1',
  phase: 'active',
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'user:default/test',
});

const service = (i: number, round: number): KubernetesResource => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: `orders-${i}-dbaas-rw`,
    labels: { [UID_LABEL]: uidOf(i) },
  },
  spec: { ports: [{ name: 'db', port: portOf(round, i) }] },
});

const SERVICES = {
  apiGroups: [''],
  apiVersions: ['v1'],
  operations: ['CREATE', 'UPDATE'],
  resources: ['services'],
};

/** The error that comes once the API server knows of its new rule. */
async function refusal(work: () => Promise<unknown>): Promise<unknown> {
  for (let tries = 0; tries < 100; tries++) {
    const refused = await work().then(
      () => undefined,
      (error: unknown) => error,
    );
    if (refused) {
      return refused;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error('It was never refused');
}

(why ? describe.skip : describe)(`a cluster that fails${title}`, () => {
  let cluster: Cluster;
  let api: FaultyApi;
  let platform: Platform;
  let events: PlatformEvent[];

  beforeAll(async () => {
    cluster = await startCluster({ level: 'api' });
    api = new FaultyApi(cluster.kubeconfig, seed);
    platform = makePlatform(await api.start());
    events = [];
    await platform.start({
      kinds: ['v1/Service', 'absent.example/v1/Thing'],
    });
    platform.watch(LOCATION, event => events.push(event));
  });
  afterAll(async () => {
    await platform?.stop();
    await api?.stop();
    await cluster?.stop();
  });

  const execute = (i: number, step: Parameters<Platform['execute']>[0]) =>
    persist(() =>
      platform.execute(step, {
        location: LOCATION,
        record: recordOf(i),
        operationId: 'o1',
        signal: new AbortController().signal,
      }),
    );
  const read = (i: number) => () => platform.resources(LOCATION, uidOf(i));
  const forget = (i: number) => () =>
    platform.instances(LOCATION).delete(uidOf(i));
  const isGone = (i: number) =>
    events.some(e => e.type === 'record-gone' && e.uid === uidOf(i));
  const pictures = (i: number) =>
    events.flatMap(e =>
      e.type === 'resources' && e.uid === uidOf(i) ? [e.resources] : [],
    );
  const shown = (i: number) =>
    (pictures(i).at(-1) ?? []).map(r => JSON.stringify(r.resource.spec));

  it('ends with what was asked for, once, and takes nothing for gone', async () => {
    api.rate = 0.3;
    await write(
      platform.tenants(LOCATION),
      TENANT,
      tenantRecord(LOCATION, TENANT),
    );
    const all = Array.from({ length: INSTANCES }, (_, i) => i);
    for (const i of all) {
      await write(platform.instances(LOCATION), uidOf(i), recordOf(i));
    }
    for (const round of [1, 2, 3]) {
      for (const i of all) {
        await execute(i, kubernetesStep.apply(about, [service(i, round)]));
        await persist(read(i));
      }
    }
    // The odd ones go.
    const odd = all.filter(i => i % 2 === 1);
    const even = all.filter(i => i % 2 === 0);
    for (const i of odd) {
      const { name } = service(i, 3).metadata;
      await execute(
        i,
        kubernetesStep.delete(about, [
          { apiVersion: 'v1', kind: 'Service', name },
        ]),
      );
      await persist(forget(i));
    }
    const done = [...api.done.keys()];
    api.rate = 0;

    await until('the picture after the faults', () =>
      all.every(i =>
        i % 2 === 0
          ? shown(i).length === 1 && shown(i)[0].includes(`${portOf(3, i)}`)
          : isGone(i),
      ),
    );
    await until('that it is whole', () => platform.canExecute(LOCATION));
    const there = JSON.parse(
      await cluster.kubectl(['-n', TENANT, 'get', 'service', '-o', 'json']),
    ).items.map(
      (s: { metadata: { name: string }; spec: { ports: object[] } }) => [
        s.metadata.name,
        s.spec.ports,
      ],
    );
    expect(there).toEqual(
      even.map(i => [
        `orders-${i}-dbaas-rw`,
        [expect.objectContaining({ port: portOf(3, i) })],
      ]),
    );
    for (const i of even) {
      const sizes = pictures(i).map(resources => resources.length);
      // Once seen, it was never believed to be away.
      expect(sizes.slice(sizes.indexOf(1))).not.toContain(0);
      expect(isGone(i)).toBe(false);
    }
    const records = await platform.instances(LOCATION).list();
    expect(records.map(r => r.uid).sort()).toEqual(even.map(uidOf));
    // A harm that was never done proves nothing.
    expect(done).toEqual(expect.arrayContaining([...HARMS, ...WATCH_HARMS]));
  });

  it('says what a policy of the cluster refuses, and does not try again', async () => {
    await cluster.apply([
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingAdmissionPolicy',
        metadata: { name: 'no-orders' },
        spec: {
          matchConstraints: {
            resourceRules: [SERVICES],
          },
          validations: [
            {
              expression: '!object.spec.ports.exists(p, p.port == 6666)',
              message: 'port 6666 is not allowed here',
            },
          ],
        },
      },
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingAdmissionPolicyBinding',
        metadata: { name: 'no-orders' },
        spec: { policyName: 'no-orders', validationActions: ['Deny'] },
      },
    ]);
    const refused = service(0, 3);
    refused.spec = { ports: [{ name: 'db', port: 6666 }] };
    const last = await refusal(() =>
      platform.preview(LOCATION, { uid: uidOf(0), tenant: TENANT }, [refused]),
    );
    expect(last).toMatchObject({
      transient: false,
      reason: {
        text: { en: expect.stringContaining('port 6666 is not allowed here') },
      },
    });
  });

  it('waits for a webhook that does not answer', async () => {
    await cluster.apply([
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingWebhookConfiguration',
        metadata: { name: 'silent' },
        webhooks: [
          {
            name: 'silent.example.com',
            clientConfig: { url: 'https://127.0.0.1:9/' },
            rules: [SERVICES],
            failurePolicy: 'Fail',
            sideEffects: 'None',
            timeoutSeconds: 2,
            admissionReviewVersions: ['v1'],
          },
        ],
      },
    ]);
    let round = 4;
    const last = await refusal(() =>
      platform.execute(kubernetesStep.apply(about, [service(0, round++)]), {
        location: LOCATION,
        record: recordOf(0),
        operationId: 'o1',
        signal: new AbortController().signal,
      }),
    );
    expect(last).toMatchObject({ code: 'busy', transient: true });
    await cluster.kubectl([
      'delete',
      'validatingwebhookconfiguration',
      'silent',
    ]);
    await execute(0, kubernetesStep.apply(about, [service(0, 3)]));
  });
});
