import { CLUSTER, evidenceOf, NOW, specOf } from '../fixtures/evidence';
import { done, nextOf, operation, planOf } from '../fixtures/next';

const spec = specOf({ topology: 'replication', members: 3 });

describe('operations of MariaDB under mariadb-operator', () => {
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
});
