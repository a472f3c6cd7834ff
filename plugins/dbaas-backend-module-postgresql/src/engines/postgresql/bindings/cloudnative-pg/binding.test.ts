import { OPERATION_KINDS } from '@dbaas-portal/plugin-dbaas-common';
import {
  KubernetesResource,
  Next,
  NextInput,
  Step,
} from '@dbaas-portal/plugin-dbaas-node';
import Ajv from 'ajv';
import { cloudnativePgBinding as binding } from '.';
import { specOf } from '../../../../__testUtils__/shapes';
import schema from './fixtures/cluster-schema.json';
import { CONTEXT, evidenceOf } from './fixtures/evidence';

const spec = specOf({
  platform: 'kubernetes',
  controller: 'cloudnative-pg',
  topology: 'replication',
  members: 3,
  tls: true,
});
const validate = new Ajv({ strict: false }).compile(schema);

function nextOf(change: Partial<NextInput<KubernetesResource>>): Next {
  const evidence = change.evidence ?? evidenceOf();
  const target = change.target ?? spec;
  return binding.next({
    operation: { id: 'op-1', kind: 'restart', input: {}, mode: 'forward' },
    record: {
      uid: 'u-1',
      revision: 2,
      spec: target,
      incarnation: 'i1',
      phase: 'active',
      createdAt: CONTEXT.now,
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

describe('PostgreSQL under CloudNativePG', () => {
  it.each([
    ['single', specOf()],
    ['replication', spec],
  ])('renders %s as the operator’s definition wants it', (_, wanted) => {
    const resources = binding.render(wanted, CONTEXT);
    const [cluster, ...services] = resources;
    expect(validate(cluster) || validate.errors).toBe(true);
    expect(validate({ ...cluster, spec: { ...cluster.spec, typo: 1 } })).toBe(
      false,
    );
    expect(services.map(s => s.metadata.name)).toEqual(
      wanted.members > 1
        ? ['shop-db-dbaas-rw', 'shop-db-dbaas-ro']
        : ['shop-db-dbaas-rw'],
    );
    expect(cluster.spec?.certificates).toMatchObject({
      serverAltDNSNames: expect.arrayContaining(['shop-db-dbaas-rw.shop.svc']),
    });
    expect(JSON.stringify(resources)).not.toMatch(/password|stringData/i);
  });

  it('reads back the spec that it rendered', () => {
    expect(binding.read(binding.render(spec, CONTEXT))).toMatchObject({
      version: '18',
      topology: 'replication',
      members: 3,
      resources: spec.resources,
      tls: true,
      running: true,
      parameters: { max_connections: 100, log_lock_waits: true },
    });
    const [cluster, service] = binding.render(spec, CONTEXT);
    expect(binding.identify(cluster)).toEqual({
      uid: 'u-1',
      name: 'shop-db-i1',
    });
    expect(binding.identify(service)).toBeUndefined();
  });

  it.each([
    ['green', 'all is well', evidenceOf()],
    ['yellow', 'a replica is not ready', evidenceOf({ notReady: [3] })],
    ['yellow', 'a replica is gone', evidenceOf({ pods: [1, 2] })],
    [
      'yellow',
      'the log is not archived',
      evidenceOf({
        status: {
          conditions: [{ type: 'ContinuousArchiving', status: 'False' }],
        },
      }),
    ],
    ['red', 'the primary is not ready', evidenceOf({ notReady: [1] })],
    [
      'red',
      'the primary changes too long',
      evidenceOf({ status: { targetPrimary: 'shop-db-i1-2' } }),
    ],
    [
      'green',
      'the primary changes since a moment',
      evidenceOf({
        status: {
          targetPrimary: 'shop-db-i1-2',
          targetPrimaryTimestamp: '2026-11-21T11:59:50Z',
        },
      }),
    ],
    [
      'red',
      'the operator gives up',
      evidenceOf({
        status: {
          phase: 'Cluster is unrecoverable and needs manual intervention',
        },
      }),
    ],
    [
      'grey',
      'it comes up',
      evidenceOf({ status: { currentPrimary: '' }, pods: [] }),
    ],
    [
      'grey',
      'it hibernates',
      evidenceOf({
        pods: [],
        status: {
          conditions: [{ type: 'cnpg.io/hibernation', status: 'True' }],
        },
      }),
    ],
    ['grey', 'nobody knows', { ...evidenceOf(), reachable: false }],
  ])('is %s when %s', (health, _, evidence) => {
    expect(binding.observe(spec, evidence, CONTEXT).health).toBe(health);
  });

  it('never takes a healthy phase for proof', () => {
    const evidence = evidenceOf({ notReady: [1, 2, 3] });
    expect(binding.observe(spec, evidence, CONTEXT)).toMatchObject({
      health: 'red',
      members: [{ ready: false, node: 'node-1' }, {}, {}],
    });
  });

  it('has a next step for every operation, forwards and back', () => {
    for (const kind of OPERATION_KINDS) {
      for (const mode of ['forward', 'clean-up'] as const) {
        const next = nextOf({
          operation: {
            id: 'op-1',
            kind,
            mode,
            input: { user: 'app', database: 'shop' },
          },
        });
        const undoable = !/^(drop-|delete)/.test(kind) || mode === 'forward';
        const { plan, code } =
          next.state === 'continue'
            ? { plan: next.plan, code: undefined }
            : { plan: [], code: next.state === 'failed' && next.reason.code };
        expect({ kind, code }).toEqual({
          kind,
          code: undoable ? undefined : 'cannot-undo',
        });
        expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
        expect(new Set(plan.map(step => step.id)).size).toBe(plan.length);
      }
    }
  });

  it('hands over to the chosen member through the status, and waits for it', () => {
    const operation = {
      id: 'op-1',
      kind: 'switchover' as const,
      input: { member: 'shop-db-i1-3' },
      mode: 'forward' as const,
    };
    const plan = planOf(nextOf({ operation }));
    expect(plan.map(s => s.action)).toEqual([
      'checkpoint',
      'patch-status',
      'wait',
      'probe',
    ]);
    const { input } = plan[1];
    expect(validate({ status: input.status }) || validate.errors).toBe(true);
    expect(input).toMatchObject({
      kind: 'Cluster',
      name: 'shop-db-i1',
      status: { targetPrimary: 'shop-db-i1-3' },
    });
    const done = { state: 'succeeded' as const, startedAt: CONTEXT.now };
    const journal = [
      { id: 'choose', ...done, output: { to: 'shop-db-i1-3' } },
      { id: 'switch', ...done },
    ];
    expect(planOf(nextOf({ operation, journal }))[0].id).toBe('ready');
    const moved = evidenceOf({
      status: { currentPrimary: 'shop-db-i1-3', targetPrimary: 'shop-db-i1-3' },
    });
    expect(planOf(nextOf({ operation, journal, evidence: moved }))[0].id).toBe(
      'probe',
    );
    expect(
      nextOf({ operation: { ...operation, input: { member: 'other' } } }),
    ).toMatchObject({ state: 'failed', reason: { code: 'no-such-replica' } });
  });

  it('is done with a restart only when every pod carries its mark', () => {
    const journal = [
      { id: 'restart', state: 'succeeded' as const, startedAt: CONTEXT.now },
    ];
    expect(planOf(nextOf({ journal }))[0].id).toBe('ready');
    const evidence = evidenceOf();
    for (const { resource } of evidence.resources) {
      resource.metadata.annotations = {
        'kubectl.kubernetes.io/restartedAt': 'op-1',
      };
    }
    expect(planOf(nextOf({ journal, evidence }))[0].id).toBe('probe');
  });

  it('refuses operators outside of the tested range', () => {
    const found = (version: string) => ({
      found: { 'cloudnative-pg': [{ version, facts: {} }] },
    });
    expect(binding.detect(found('1.30.0')).available.available).toBe(true);
    expect(binding.detect(found('1.31.0')).available).toMatchObject({
      available: false,
      reason: { code: 'operator-not-tested' },
    });
    expect(binding.detect({ found: {} }).available.reason?.code).toBe(
      'operator-not-found',
    );
    expect(
      binding.detect(found('1.30.0')).versions.find(v => v.id === '15'),
    ).toMatchObject({ availability: { available: false } });
  });
});
