import {
  LocalResource,
  NextInput,
  StepResult,
} from '@dbaas-portal/plugin-dbaas-node';
import { describeBinding } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { mariadbProcesses } from '../engines/mariadb/processes';
import { mysqlProcesses } from '../engines/mysql/processes';
import { serverIdArgument, serverIdOf } from './members';
import { next } from './next';
import { ProcessesBinding } from './ProcessesBinding';
import {
  contextOf,
  evidenceOf,
  inventoryOf,
  NOW,
  specOf,
} from '../__testUtils__/fixtures';
import { changedSettings } from '../settings';

describe.each([mariadbProcesses, mysqlProcesses])('$server', kind => {
  describeBinding(new ProcessesBinding(kind), {
    inventory: inventoryOf(kind),
    specs: {
      single: specOf(kind),
      replication: specOf(kind, { topology: 'replication', members: 3 }),
      stopped: specOf(kind, { running: false }),
    },
    evidence: spec => evidenceOf(kind, spec),
  });
});

describe('a switchover and the way back', () => {
  const kind = mariadbProcesses;
  const spec = specOf(kind, { topology: 'replication', members: 2 });

  const planAfter = (
    done: string[],
    change: Partial<NextInput<LocalResource>['operation']> = {},
    linked = true,
    members = { before: 2, target: 2 },
  ) => {
    const before = { ...spec, members: members.before };
    const target = { ...spec, members: members.target };
    const seen = evidenceOf(kind, before);
    const evidence = {
      ...seen,
      probes: seen.probes.map(p =>
        p.ok ? { ...p, probe: { ...p.probe, facts: { linked } } } : p,
      ),
    };
    const context = contextOf(kind);
    const journal: StepResult[] = done.map(id => ({
      id,
      state: 'succeeded',
      startedAt: NOW,
    }));
    const input: NextInput<LocalResource> = {
      operation: {
        id: 'op',
        kind: 'switchover',
        input: {},
        mode: 'clean-up',
        ...change,
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
      before,
      target,
      evidence,
      status: new ProcessesBinding(kind).observe(before, evidence, context),
      journal,
      context,
    };
    const answer = next(kind, input);
    return answer.state === 'continue' ? answer.plan.map(s => s.id) : answer;
  };

  it('does not begin where no replica is ready', () => {
    expect(planAfter([], { mode: 'forward' }, false)).toMatchObject({
      state: 'failed',
      reason: { code: 'no-ready-replica' },
    });
    expect(planAfter([], { mode: 'forward' })).toContain('fence/m1/m2');
  });

  it('gives the role back before the replica had it', () => {
    expect(planAfter(['hold/m1/m2', 'fence/m1/m2'])).toEqual([
      'undo/apply',
      'undo/promote/m1',
      'undo/follow/m2',
      'undo/serve',
    ]);
  });

  it('goes on to its end once the replica had it', () => {
    expect(
      planAfter([
        'hold/m1/m2',
        'fence/m1/m2',
        'catch-up/m2',
        'address/m2',
        'promote/m2',
      ]),
    ).toEqual([
      'undo/address/m2',
      'undo/promote/m2',
      'undo/follow/m1',
      'undo/serve',
    ]);
  });

  it('brings members back with their roles, or anew once they are gone', () => {
    const shrinks = (done: string[]) =>
      planAfter(done, { kind: 'scale' }, true, { before: 3, target: 2 });
    expect(shrinks([])).toEqual(['undo/keep', 'undo/serve']);
    const held = ['hold/m3/m1', 'fence/m3/m1'];
    expect(shrinks(held)).toEqual([
      'undo/apply',
      'undo/promote/m3',
      'undo/follow/m1',
      'undo/follow/m2',
      'undo/keep',
      'undo/serve',
    ]);
    const promoted = [...held, 'catch-up/m1', 'address/m1', 'promote/m1'];
    expect(shrinks(promoted)).toEqual([
      'undo/address/m1',
      'undo/promote/m1',
      'undo/follow/m3',
      'undo/follow/m2',
      'undo/keep',
      'undo/serve',
    ]);
    expect(shrinks([...promoted, 'remove'])).toEqual([
      'undo/keep',
      'undo/answer',
      'undo/follow/m3',
      'undo/serve',
    ]);
  });
});

describe('server ids', () => {
  const spec = specOf(mysqlProcesses);
  const rendered = new ProcessesBinding(mysqlProcesses).render(
    spec,
    contextOf(mysqlProcesses),
  );

  it('stay while the member does, and are new for a new member', () => {
    const born = serverIdOf('m1', rendered, 'later');
    const [member] = rendered;
    expect(member.kind === 'LocalMember' && member.spec.args).toContain(
      serverIdArgument(born),
    );
    expect(serverIdOf('m1', [], 'later')).not.toBe(born);
    expect(serverIdOf('m2', [], 'later')).not.toBe(
      serverIdOf('m1', [], 'later'),
    );
  });
});

describe('changed settings', () => {
  const before = specOf(mysqlProcesses);

  it('tells what changes at run time from what takes a restart', () => {
    expect(
      changedSettings(mysqlProcesses.descriptor, before, {
        ...before,
        parameters: { tmp_table_size: 32, slow_query_log: true },
      }),
    ).toEqual({
      dynamic: { tmp_table_size: 33554432, slow_query_log: 'ON' },
      restart: false,
    });
    expect(
      changedSettings(mysqlProcesses.descriptor, before, {
        ...before,
        parameters: { innodb_ft_min_token_size: 2 },
      }),
    ).toEqual({ dynamic: {}, restart: true });
  });

  it('follows the memory with the cache', () => {
    expect(
      changedSettings(mysqlProcesses.descriptor, before, {
        ...before,
        resources: { ...before.resources, memoryMib: 1024 },
      }),
    ).toEqual({
      dynamic: { innodb_buffer_pool_size: 512 << 20 },
      restart: false,
    });
  });
});
