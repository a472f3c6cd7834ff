import { describeBinding } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { mariadbOperatorBinding as binding } from '.';
import {
  Change,
  CLUSTER,
  CONTEXT,
  evidenceOf,
  INVENTORY,
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
