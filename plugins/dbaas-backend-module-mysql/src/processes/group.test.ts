import { OperationKind } from '@dbaas-portal/plugin-dbaas-common';
import { StepResult } from '@dbaas-portal/plugin-dbaas-node';
import { describeBinding } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import {
  contextOf,
  evidenceOf,
  inventoryOf,
  NOW,
  specOf,
} from '../__testUtils__/fixtures';
import { mysqlProcesses } from '../engines/mysql/processes';
import { next } from './next';
import { ProcessesBinding } from './ProcessesBinding';

describe('a group', () => {
  const kind = mysqlProcesses;
  const spec = specOf(kind, { topology: 'group-replication', members: 3 });
  describeBinding(new ProcessesBinding(kind), {
    inventory: inventoryOf(kind),
    specs: { group: spec, stopped: { ...spec, running: false } },
    evidence: seen => evidenceOf(kind, seen),
  });

  const health = (
    views: Array<{ state: string; quorum: boolean } | undefined>,
  ) => {
    const evidence = evidenceOf(kind, spec);
    return new ProcessesBinding(kind).observe(
      spec,
      {
        ...evidence,
        probes: evidence.probes.map((p, i) => {
          const view = views[i];
          return !view || !p.ok
            ? p
            : {
                ...p,
                probe: {
                  ...p.probe,
                  role: 'replica' as const,
                  facts: {
                    linked: view.state === 'ONLINE' && view.quorum,
                    group: { ...view, present: 1, known: 3 },
                  },
                },
              };
        }),
      },
      contextOf(kind),
    );
  };

  it.each([
    ['RECOVERING', 'member-joining'],
    ['OFFLINE', 'member-not-in-group'],
    ['ERROR', 'member-not-in-group'],
  ])('is yellow while a member is %s', (state, code) => {
    const status = health([undefined, undefined, { state, quorum: true }]);
    expect(status).toMatchObject({ health: 'yellow', reasons: [{ code }] });
  });

  it('is red without a quorum, and says what to do', () => {
    const alone = { state: 'ONLINE', quorum: false };
    const out = { state: 'OFFLINE', quorum: false };
    const status = health([alone, out, out]);
    expect(status.health).toBe('red');
    expect(status.reasons.map(r => r.code)).toEqual([
      'group-ended',
      'no-primary',
      'no-quorum',
      'member-not-in-group',
      'member-not-in-group',
    ]);
    expect(status.endpoints.some(e => e.role === 'rw')).toBe(false);
  });

  it('is begun again by the portal only when every member answers', () => {
    const binding = new ProcessesBinding(kind);
    const alone = { state: 'ONLINE', quorum: false };
    const out = { state: 'OFFLINE', quorum: false };
    const joining = { state: 'RECOVERING', quorum: false };
    const ended = health([out, out, out]);
    expect(binding.upkeep(spec, ended)).toMatchObject({ kind: 'restart' });
    expect(binding.upkeep(spec, health([alone, out, out]))).toBeDefined();
    expect(binding.upkeep(spec, health([out, out, joining]))).toBeUndefined();
    expect(
      binding.upkeep(spec, {
        ...ended,
        members: ended.members.map((m, i) =>
          i === 0 ? { ...m, role: 'unknown' } : m,
        ),
      }),
    ).toBeUndefined();
    const well = health([undefined, undefined, undefined]);
    expect(binding.upkeep(spec, well)).toBeUndefined();
  });

  /** The ids of what comes, after these steps, where somebody leads or not. */
  const planAfter = (
    kindOfOperation: OperationKind,
    done: StepResult[],
    led: boolean,
  ) => {
    const seen = evidenceOf(kind, spec);
    const out = {
      role: 'replica' as const,
      version: '9.3.0',
      facts: { linked: false, position: '' },
    };
    const evidence = {
      ...seen,
      probes: led
        ? seen.probes
        : seen.probes.map(p => (p.ok ? { ...p, probe: out } : p)),
    };
    const context = contextOf(kind);
    const answer = next(kind, {
      operation: {
        id: 'op',
        kind: kindOfOperation,
        input: {},
        mode: 'forward',
      },
      record: {
        uid: context.uid,
        revision: 2,
        spec,
        incarnation: 'i1',
        phase: 'active',
        createdAt: NOW,
        createdBy: 'user:default/test',
      },
      before: spec,
      target: spec,
      evidence,
      status: new ProcessesBinding(kind).observe(spec, evidence, context),
      journal: done,
      context,
    });
    return answer.state === 'continue' ? answer.plan : [];
  };

  const did = (id: string, output = {}): StepResult => ({
    id,
    state: 'succeeded',
    startedAt: NOW,
    output,
  });

  it('restarts in turn while it lives, the primary last', () => {
    const ids = planAfter('restart', [], true).map(s => s.id);
    expect(ids.filter(id => id.startsWith('restart/'))).toEqual([
      'restart/m2',
      'restart/m3',
      'restart/m1',
    ]);
    expect(ids.indexOf('joined/m2')).toBeLessThan(ids.indexOf('restart/m3'));
  });

  it('begins anew from who has most, and never goes back to its end', () => {
    expect(planAfter('restart', [], false)[0].id).toBe('end');
    const done = [
      did('end'),
      did('begin'),
      did('position/m1', { position: 'a:1-3' }),
      did('position/m2', { position: 'a:1-5' }),
      did('position/m3', { position: 'a:1-4' }),
    ];
    const [elect] = planAfter('restart', done, false);
    expect(elect.input).toMatchObject({
      positions: { m1: 'a:1-3', m2: 'a:1-5', m3: 'a:1-4' },
    });
    const [begin] = planAfter(
      'restart',
      [...done, did('elect', { elected: 'm2' })],
      false,
    );
    expect(begin).toMatchObject({
      action: 'group-bootstrap',
      input: { member: 'm2' },
    });
    const rest = planAfter(
      'restart',
      [...done, did('elect', { elected: 'm2' }), did('bootstrap')],
      true,
    );
    expect(rest[0].id).toBe('join/m1');
  });

  it('begins a group once: who finds it led only joins', () => {
    expect(planAfter('start', [], true).map(s => s.id)).not.toContain(
      'bootstrap',
    );
  });
});
