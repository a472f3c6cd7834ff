import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import { cloudnativePgBinding as binding } from '.';
import { specOf } from '../../../../__testUtils__/shapes';
import { CONTEXT, evidenceOf } from './fixtures/evidence';

const spec: InstanceSpec = specOf({
  platform: 'kubernetes',
  controller: 'cloudnative-pg',
  topology: 'replication',
  members: 3,
});

/** The step that a change of size is at, after the cluster was asked. */
function stepWith(storageMib: number): string | undefined {
  const target = {
    ...spec,
    resources: { cpuMillis: 500, memoryMib: 256, storageMib: 4096 },
  };
  const evidence = evidenceOf({ storageMib });
  const next = binding.next({
    operation: {
      id: 'op-1',
      kind: 'resize',
      input: target.resources,
      mode: 'forward',
    },
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
    journal: [{ id: 'apply', state: 'succeeded', startedAt: CONTEXT.now }],
    context: CONTEXT,
  });
  return next.state === 'continue' ? next.plan[0].id : undefined;
}

describe('growing under CloudNativePG', () => {
  it('waits for the volumes themselves, not for what was asked', () => {
    expect(stepWith(2048)).toBe('ready');
    expect(stepWith(4096)).not.toBe('ready');
  });

  it('says that storage does not shrink', () => {
    const facet = binding
      .facets(spec, CONTEXT)
      .operations.find(o => o.kind === 'resize');
    expect(facet).toMatchObject({ offered: true, growsOnly: true });
  });
});
