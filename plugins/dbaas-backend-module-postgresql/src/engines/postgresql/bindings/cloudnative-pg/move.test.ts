import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import { Next, StepResult } from '@dbaas-portal/plugin-dbaas-node';
import { cloudnativePgBinding as binding } from '.';
import { specOf } from '../../../../__testUtils__/shapes';
import { CONTEXT } from './fixtures/evidence';
import { FakeOperator } from './fixtures/FakeOperator';
import { KEEP_PODS, PAUSE } from './names';

const MAX_STEPS = 60;
const spec: InstanceSpec = specOf({
  platform: 'kubernetes',
  controller: 'cloudnative-pg',
  topology: 'replication',
  members: 3,
});

/** Walks until it ends, or has nothing to do but wait. */
class Walk {
  readonly journal: StepResult[] = [];
  now = CONTEXT.now;

  constructor(
    readonly operator: FakeOperator,
    private readonly input: { member: string; node: string },
    private readonly before: (id: string) => void = () => {},
  ) {}

  next(mode: 'forward' | 'clean-up' = 'forward'): Next {
    const context = { ...CONTEXT, now: this.now };
    const evidence = this.operator.evidence();
    return binding.next({
      operation: { id: 'op-1', kind: 'move-member', input: this.input, mode },
      record: {
        uid: 'u-1',
        revision: 2,
        spec,
        incarnation: 'i1',
        phase: 'active',
        createdAt: CONTEXT.now,
        createdBy: 'user:default/a',
      },
      before: spec,
      target: spec,
      evidence,
      status: binding.observe(spec, evidence, context),
      journal: this.journal,
      context,
    });
  }

  run(mode: 'forward' | 'clean-up' = 'forward'): Next {
    for (let i = 0; i < MAX_STEPS; i++) {
      const next = this.next(mode);
      const [step] = next.state === 'continue' ? next.plan : [];
      if (!step || step.action === 'wait') {
        return next;
      }
      this.before(step.id);
      this.journal.push({
        id: step.id,
        state: 'succeeded',
        startedAt: this.now,
        endedAt: this.now,
        output: this.operator.execute(step),
      });
    }
    throw new Error('It does not end');
  }

  get done(): string[] {
    return this.journal.map(result => result.id);
  }
}

const wayOf = (member: string, before?: (id: string) => void) =>
  new Walk(new FakeOperator(), { member, node: 'node-4' }, before);

describe('moving a member under CloudNativePG', () => {
  it('makes the new one first, and removes only the old one', () => {
    const seen: Record<string, unknown> = {};
    const walk: Walk = wayOf('shop-db-i1-2', id => {
      const { members, told } = walk.operator;
      seen[id] = { members: members.length, told: Object.keys(told) };
    });
    expect(walk.run()).toEqual({ state: 'done' });
    expect(walk.done).toEqual([
      'note',
      'add',
      'unpin',
      'caught-up',
      'pause',
      'remove',
      'resume',
      'probe',
    ]);
    expect(seen).toMatchObject({
      add: { members: 3, told: [] },
      unpin: { members: 4, told: [KEEP_PODS] },
      pause: { members: 4, told: [] },
      remove: { members: 4, told: [PAUSE] },
      resume: { members: 3, told: [PAUSE] },
      probe: { members: 3, told: [] },
    });
    expect(walk.operator.members.sort()).toEqual([
      'shop-db-i1-1',
      'shop-db-i1-3',
      'shop-db-i1-4',
    ]);
  });

  it('asks for the node by its name, and for nothing but that node', () => {
    const walk = wayOf('shop-db-i1-2');
    const next = walk.next();
    const add = next.state === 'continue' ? next.plan[1] : undefined;
    expect(JSON.stringify(add?.input)).toContain(
      '{"key":"metadata.name","operator":"In","values":["node-4"]}',
    );
  });

  it('hands over before it removes what was the primary', () => {
    const walk = wayOf('shop-db-i1-1');
    expect(walk.run()).toEqual({ state: 'done' });
    expect(walk.done.indexOf('switch')).toBeGreaterThan(
      walk.done.indexOf('unpin'),
    );
    expect(walk.done.indexOf('switch')).toBeLessThan(
      walk.done.indexOf('remove'),
    );
    expect(walk.operator.primary).toBe('shop-db-i1-4');
    expect(walk.operator.members).not.toContain('shop-db-i1-1');
  });

  it('removes nothing that has become the primary by then', () => {
    const walk: Walk = wayOf('shop-db-i1-2', id => {
      if (id === 'pause') {
        walk.operator.primary = 'shop-db-i1-2';
      }
    });
    expect(walk.run()).toMatchObject({
      state: 'failed',
      reason: { code: 'became-primary' },
    });
    expect(walk.done.slice(-2)).toEqual(['pause', 'give-up']);
    expect(walk.operator.members).toContain('shop-db-i1-2');
    expect(walk.operator.told).toEqual({});
  });

  it('fails where the new one does not stay, and takes it away again', () => {
    const walk = wayOf('shop-db-i1-2');
    walk.operator.elsewhere = 'node-1';
    expect(walk.run()).toMatchObject({
      state: 'failed',
      reason: { code: 'node-not-kept' },
    });
    expect(walk.operator.members).toContain('shop-db-i1-2');
    expect(walk.run('clean-up')).toEqual({ state: 'done' });
    expect(walk.operator.members.sort()).toEqual([
      'shop-db-i1-1',
      'shop-db-i1-2',
      'shop-db-i1-3',
    ]);
    expect(walk.operator.told).toEqual({});
  });

  it('never takes away the new one where it is the primary by now', () => {
    const walk = wayOf('shop-db-i1-2');
    walk.operator.elsewhere = 'node-1';
    walk.run();
    walk.operator.primary = 'shop-db-i1-4';
    expect(walk.run('clean-up')).toMatchObject({
      state: 'failed',
      reason: { code: 'became-primary' },
    });
    expect(walk.operator.members).toContain('shop-db-i1-4');
  });

  it('does not keep the operator paused for a node that does not answer', () => {
    const walk = wayOf('shop-db-i1-2');
    walk.operator.ends = false;
    const waiting = walk.run();
    expect(waiting.state === 'continue' && waiting.plan[0].id).toBe('gone');
    expect(walk.operator.told).toEqual({ [PAUSE]: 'disabled' });
    walk.now = '2026-11-21T12:02:00Z';
    expect(walk.run()).toMatchObject({
      state: 'failed',
      reason: { code: 'member-stays' },
    });
    expect(walk.operator.told).toEqual({});
  });

  it('is refused for a member that does not answer', () => {
    expect(wayOf('shop-db-i1-9').run()).toMatchObject({
      state: 'failed',
      reason: { code: 'no-such-member' },
    });
  });

  it('takes one member more while it goes on, and says what it costs', () => {
    const { steady, surge } = binding.footprint(spec, 'move-member');
    expect(surge.storageMib - steady.storageMib).toBe(
      spec.resources.storageMib,
    );
    const facet = binding
      .facets(spec, CONTEXT)
      .operations.find(o => o.kind === 'move-member');
    expect(facet).toMatchObject({ offered: true });
    expect(facet?.effect?.en).toMatch(/nothing fails over/);
  });
});
