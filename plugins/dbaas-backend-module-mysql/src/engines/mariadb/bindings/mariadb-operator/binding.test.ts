import {
  KubernetesResource,
  Next,
  NextInput,
  Step,
  StepResult,
} from '@dbaas-portal/plugin-dbaas-node';
import { describeBinding } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { mariadbOperatorBinding as binding } from '.';
import {
  Change,
  CLUSTER,
  CONTEXT,
  evidenceOf,
  INVENTORY,
  NOW,
  specOf,
} from './fixtures/evidence';

const spec = specOf({ topology: 'replication', members: 3 });

describeBinding(binding, {
  inventory: INVENTORY,
  specs: {
    single: specOf(),
    replication: spec,
    'with TLS alone': { ...spec, tls: true },
    stopped: specOf({ running: false }),
    'replication that is stopped': { ...spec, running: false },
  },
  evidence: evidenceOf,
  inputs: { switchover: { member: `${CLUSTER}-1` } },
});

const done = (id: string): StepResult => ({
  id,
  state: 'succeeded',
  startedAt: NOW,
  output: {},
});

function nextOf(change: Partial<NextInput<KubernetesResource>>): Next {
  const evidence = change.evidence ?? evidenceOf();
  const target = change.target ?? spec;
  return binding.next({
    operation: { id: 'op-1', kind: 'restart', input: {}, mode: 'forward' },
    record: {
      uid: CONTEXT.uid,
      revision: 2,
      spec: target,
      incarnation: 'i1',
      phase: 'active',
      createdAt: NOW,
      createdBy: 'user:default/a',
    },
    before: spec,
    target,
    evidence,
    status: binding.observe(target, evidence, CONTEXT),
    journal: [],
    context: CONTEXT,
    ...change,
  });
}

function planOf(next: Next): Step[] {
  if (next.state !== 'continue') {
    throw new Error(`Not going on: ${JSON.stringify(next)}`);
  }
  return next.plan;
}

const operation = (
  kind: NextInput['operation']['kind'],
  input = {},
  mode: 'forward' | 'clean-up' = 'forward',
) => ({ id: 'op-1', kind, input, mode });

describe('MariaDB under mariadb-operator', () => {
  it('names its secrets and renders none', () => {
    const [cluster, ...services] = binding.render(spec, CONTEXT);
    expect(cluster.spec).toMatchObject({
      replicas: 3,
      rootPasswordSecretKeyRef: { name: 'orders-dbaas-admin', key: 'password' },
      replication: {
        enabled: true,
        replica: {
          replPasswordSecretKeyRef: { name: 'orders-dbaas-replication' },
        },
      },
      tls: { enabled: true, required: false },
    });
    // The operator changes it: what is rendered would take it back.
    expect(JSON.stringify(cluster)).not.toContain('podIndex');
    expect(services.map(s => s.spec?.selector)).toEqual([
      expect.objectContaining({ 'k8s.mariadb.com/role': 'primary' }),
      expect.objectContaining({ 'k8s.mariadb.com/role': 'replica' }),
    ]);
  });

  it('counts what the operator puts beside each server', () => {
    const [single, three] = [specOf(), spec].map(
      s => binding.footprint(s).steady,
    );
    expect(single.memoryMib).toBe(512);
    expect(three).toMatchObject({ cpuMillis: 3 * 520, memoryMib: 3 * 576 });
    expect(binding.footprint({ ...spec, running: false }).steady).toMatchObject(
      { cpuMillis: 0, memoryMib: 0, storageMib: 3 * 1024 },
    );
  });

  it('stands still with no member and all volumes', () => {
    const [cluster] = binding.render({ ...spec, running: false }, CONTEXT);
    expect(cluster.spec).toMatchObject({
      replicas: 0,
      replication: { enabled: false },
      storage: { pvcRetentionPolicy: { whenScaled: 'Retain' } },
    });
  });

  it('reads back the spec that it rendered', () => {
    const asked = {
      ...spec,
      tls: true,
      parameters: {
        max_connections: 300,
        max_allowed_packet: 32,
        slow_query_log: true,
        character_set_server: 'gbk',
      },
    };
    expect(binding.read(binding.render(asked, CONTEXT))).toMatchObject({
      version: '11.8',
      topology: 'replication',
      members: 3,
      resources: spec.resources,
      parameters: asked.parameters,
      tls: true,
      running: true,
    });
    const [cluster, service] = binding.render(spec, CONTEXT);
    expect(binding.identify(cluster)).toEqual({
      uid: CONTEXT.uid,
      name: CLUSTER,
    });
    expect(binding.identify(service)).toBeUndefined();
  });

  const bare = specOf();
  it.each<[string, string, Change, typeof spec?]>([
    ['green', 'all is well', {}],
    ['yellow', 'a replica is not ready', { notReady: [2] }],
    ['yellow', 'a replica is gone', { pods: [0, 1] }],
    ['yellow', 'a replica lags', { lag: { 1: 31 } }],
    ['yellow', 'a replica follows nobody', { facts: { 1: { linked: false } } }],
    [
      'yellow',
      'a replica would take writes',
      { facts: { 1: { readOnly: false } } },
    ],
    [
      'yellow',
      'the operator cannot go on',
      {
        status: {
          currentPrimary: `${CLUSTER}-0`,
          conditions: [
            {
              type: 'Ready',
              status: 'False',
              reason: 'Failed',
              message: 'Error reconciling Storage',
            },
            { type: 'ReplicationConfigured', status: 'True' },
          ],
        },
      },
    ],
    ['red', 'the primary is not ready', { notReady: [0] }],
    ['red', 'two take writes', { primary: [0, 1] }],
    ['red', 'nobody takes writes', { primary: [] }],
    [
      'grey',
      'members do not follow each other yet',
      { status: { conditions: [] }, primary: [0, 1, 2] },
    ],
    ['red', 'the only server is away', { notReady: [0] }, bare],
    [
      'grey',
      'the only server comes up for the first time',
      { notReady: [0], creationTimestamp: '2026-11-21T11:59:00Z' },
      bare,
    ],
    ['grey', 'it stands still', {}, { ...spec, running: false }],
  ])('is %s when %s', (health, _, change, of = spec) => {
    const seen = binding.observe(of, evidenceOf(of, change), CONTEXT);
    expect(seen.health).toBe(health);
  });

  it('never takes a healthy condition for proof', () => {
    const evidence = evidenceOf(spec, { notReady: [0, 1, 2] });
    expect(binding.observe(spec, evidence, CONTEXT)).toMatchObject({
      health: 'red',
      members: [{ ready: false, node: 'node-0' }, {}, {}],
    });
    expect(
      binding.observe(spec, { ...evidenceOf(), reachable: false }, CONTEXT)
        .health,
    ).toBe('grey');
  });

  it('restarts by a mark that every pod must carry, then closes replicas', () => {
    expect(planOf(nextOf({}))[0].input).toMatchObject({
      resources: [
        {
          spec: {
            podMetadata: {
              annotations: { 'dbaas-portal.io/made-by': 'op-1' },
            },
          },
        },
      ],
    });
    const journal = [done('apply')];
    expect(planOf(nextOf({ journal }))[0].id).toBe('serving');
    const renewed = evidenceOf(spec, {
      madeBy: 'op-1',
      // They have restarted: nothing closes them again but the portal.
      facts: { 1: { readOnly: false }, 2: { readOnly: false } },
    });
    const plan = planOf(nextOf({ journal, evidence: renewed }));
    expect(plan.map(s => s.action)).toEqual([
      'hold-replica',
      'hold-replica',
      'hold-replica',
      'wait',
      'probe',
    ]);
  });

  it('leaves the pods as they are where nothing of theirs changes', () => {
    const [stop] = planOf(nextOf({ operation: operation('stop') }));
    expect(stop.input).toMatchObject({
      resources: [
        {
          spec: {
            replicas: 0,
            podMetadata: { annotations: { 'dbaas-portal.io/made-by': 'op' } },
          },
        },
      ],
    });
    const larger = {
      ...spec,
      resources: { ...spec.resources, storageMib: 2048 },
    };
    const [grow] = planOf(
      nextOf({ operation: operation('resize'), target: larger }),
    );
    expect(JSON.stringify(grow.input)).toContain(
      '"dbaas-portal.io/made-by":"op"',
    );
  });

  it('has grown when the operator says so of this change', () => {
    const target = {
      ...spec,
      resources: { ...spec.resources, storageMib: 2048 },
    };
    const grown = (lastTransitionTime: string) =>
      nextOf({
        operation: operation('resize'),
        target,
        journal: [done('apply')],
        evidence: evidenceOf(spec, {
          status: {
            currentPrimary: `${CLUSTER}-0`,
            conditions: [
              { type: 'ReplicationConfigured', status: 'True' },
              { type: 'StorageResized', status: 'True', lastTransitionTime },
            ],
          },
        }),
      });
    expect(planOf(grown('2026-11-20T00:00:00Z'))[0].id).toBe('serving');
    expect(planOf(grown(NOW))[0].id).not.toBe('serving');
  });

  it('does not ask for smaller volumes on the way back', () => {
    const target = {
      ...spec,
      resources: { ...spec.resources, storageMib: 2048 },
    };
    const [back] = planOf(
      nextOf({ operation: operation('resize', {}, 'clean-up'), target }),
    );
    expect(back.input).toMatchObject({
      resources: [{ spec: { storage: { size: '2048Mi' } } }],
    });
  });

  it('compares what changed with what each server runs with', () => {
    const target = { ...spec, parameters: { max_connections: 300 } };
    const plan = planOf(
      nextOf({ operation: operation('set-parameters'), target }),
    );
    const verify = plan.filter(s => s.action === 'verify-settings');
    expect(verify.map(s => s.input)).toEqual(
      [0, 1, 2].map(n => ({
        member: `${CLUSTER}-${n}`,
        settings: { max_connections: 300 },
      })),
    );
  });

  it('hands over to the chosen member by its index, and waits for it', () => {
    const asked = operation('switchover', { member: `${CLUSTER}-2` });
    const [step, ...rest] = planOf(nextOf({ operation: asked }));
    expect(step).toMatchObject({
      action: 'patch',
      pointOfNoReturn: true,
      input: {
        kind: 'MariaDB',
        name: CLUSTER,
        spec: { replication: { primary: { podIndex: 2 } } },
      },
    });
    expect(rest.map(s => s.action)).toEqual(['wait', 'probe']);
    const journal = [done(step.id)];
    expect(planOf(nextOf({ operation: asked, journal }))[0].id).toBe(
      'handed-over',
    );
    const moved = evidenceOf(spec, { primary: [2] });
    expect(
      planOf(nextOf({ operation: asked, journal, evidence: moved }))[0].id,
    ).toBe('probe');
    expect(
      nextOf({ operation: operation('switchover', { member: 'other-1' }) }),
    ).toMatchObject({ state: 'failed', reason: { code: 'no-such-replica' } });
  });

  it('fills new members from a copy that it takes away again', () => {
    const target = { ...spec, members: 4 };
    const plan = planOf(nextOf({ operation: operation('scale'), target }));
    expect(plan.map(s => s.id)).toEqual([
      'left',
      'seed',
      'apply',
      'filled',
      'serving',
      'hold/orders-i1-0',
      'hold/orders-i1-1',
      'hold/orders-i1-2',
      'hold/orders-i1-3',
      'ready',
      'clear',
      'probe',
    ]);
    // Only of the member that is to be made: never of one that is there.
    expect(plan[0].input.targets).toEqual([
      expect.objectContaining({ name: 'storage-orders-i1-3' }),
    ]);
    for (const replicas of [0, 4]) {
      const evidence = evidenceOf(spec, { spec: { replicas } });
      const [first] = planOf(
        nextOf({ operation: operation('scale'), target, evidence }),
      );
      expect(first.id).toBe('seed');
    }
    const refused = nextOf({
      operation: operation('scale'),
      target,
      journal: ['left', 'seed', 'apply'].map(done),
      evidence: evidenceOf(spec, {
        status: {
          currentPrimary: `${CLUSTER}-0`,
          conditions: [
            { type: 'ReplicationConfigured', status: 'True' },
            {
              type: 'ScaledOut',
              status: 'False',
              reason: 'ScaleOutError',
              message: 'no room',
            },
          ],
        },
      }),
    });
    expect(refused).toMatchObject({
      state: 'failed',
      reason: { code: 'operator-reports' },
    });
  });

  it('hands over before the primary would have to go', () => {
    const target = { ...spec, members: 2 };
    const plan = (primary: number) =>
      planOf(
        nextOf({
          operation: operation('scale'),
          target,
          evidence: evidenceOf(spec, { primary: [primary] }),
        }),
      );
    expect(plan(0).map(s => s.id)).toEqual([
      'apply',
      'ready',
      'volumes',
      'probe',
    ]);
    expect(plan(2).map(s => s.id)).toEqual([
      'switch/orders-i1-0',
      'handed-over',
      'apply',
      'ready',
      'volumes',
      'probe',
    ]);
    expect(plan(0)[2].input.targets).toEqual([
      expect.objectContaining({ name: 'storage-orders-i1-2' }),
    ]);
  });

  it('is done with a member only when another pod has its name', () => {
    const asked = operation('restart', { member: `${CLUSTER}-1` });
    const [step] = planOf(nextOf({ operation: asked }));
    const journal = [done(step.id)];
    expect(planOf(nextOf({ operation: asked, journal }))[0].id).toBe('serving');
    const evidence = evidenceOf();
    for (const { resource } of evidence.resources) {
      resource.metadata.creationTimestamp = '2026-11-21T11:30:00Z';
    }
    const [after] = planOf(nextOf({ operation: asked, journal, evidence }));
    expect(after.action).toBe('hold-replica');
  });

  it('deletes the volumes with the cluster', () => {
    const [step] = planOf(nextOf({ operation: operation('delete') }));
    expect(step.input).toMatchObject({
      targets: expect.arrayContaining([
        expect.objectContaining({ kind: 'MariaDB', name: CLUSTER }),
        expect.objectContaining({
          kind: 'PersistentVolumeClaim',
          name: `storage-${CLUSTER}-2`,
        }),
      ]),
    });
  });

  it('refuses operators outside of the tested range', () => {
    const found = (version: string) => ({
      found: { 'mariadb-operator': [{ version, facts: {} }] },
    });
    expect(binding.detect(found('25.10.2')).available.available).toBe(true);
    expect(binding.detect(found('26.6.0')).available.reason?.code).toBe(
      'operator-not-tested',
    );
    expect(binding.detect({ found: {} }).available.reason?.code).toBe(
      'operator-not-found',
    );
    expect(
      binding.detect(found('25.10.4')).versions.find(v => v.id === '10.11'),
    ).toMatchObject({ availability: { available: false } });
  });
});
