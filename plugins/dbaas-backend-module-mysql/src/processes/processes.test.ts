import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import {
  Evidence,
  LocalResource,
  NextInput,
  StepResult,
} from '@dbaas-portal/plugin-dbaas-node';
import { describeBinding } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { mariadbProcesses } from '../engines/mariadb/processes';
import { mysqlProcesses } from '../engines/mysql/processes';
import { ProcessesKind } from './kind';
import { serverIdArgument, serverIdOf } from './members';
import { next } from './next';
import { ProcessesBinding } from './ProcessesBinding';
import { changedSettings } from './settings';

const NOW = '2026-01-01T00:00:00.000Z';
const BUILDS: Record<string, string> = {
  [mariadbProcesses.descriptor.id]: '11.4.2',
  [mysqlProcesses.descriptor.id]: '9.3.0',
};

function inventoryOf(kind: ProcessesKind) {
  const names = [kind.server, ...kind.query.required];
  return {
    found: {
      [kind.query.id]: [
        {
          version: BUILDS[kind.descriptor.id],
          facts: {
            programs: Object.fromEntries(names.map(n => [n, `/opt/${n}`])),
          },
        },
      ],
    },
  };
}

function specOf(
  kind: ProcessesKind,
  change: Partial<InstanceSpec> = {},
): InstanceSpec {
  return {
    name: 'orders',
    tenant: 'orders',
    engine: kind.descriptor.id,
    version: kind.versionOf(BUILDS[kind.descriptor.id]),
    platform: 'local',
    location: 'local',
    controller: 'processes',
    topology: 'single',
    members: 1,
    resources: { cpuMillis: 500, memoryMib: 512, storageMib: 1024 },
    parameters: {},
    databases: ['app'],
    users: [{ name: 'app', grants: [{ database: 'app', level: 'owner' }] }],
    tls: false,
    running: true,
    environment: 'development',
    owner: 'group:default/team-orders',
    dependants: [],
    protected: false,
    ...change,
  };
}

function contextOf(kind: ProcessesKind) {
  return {
    now: NOW,
    detection: new ProcessesBinding(kind).detect(inventoryOf(kind)),
    uid: 'a0000000-0000-4000-8000-000000000001',
    incarnation: 'i1',
    nextIncarnation: 'i2',
  };
}

/** All of it runs, and the first member is the primary. */
function evidenceOf(
  kind: ProcessesKind,
  spec: InstanceSpec,
): Evidence<LocalResource> {
  const { running } = spec;
  const rendered = new ProcessesBinding(kind).render(spec, contextOf(kind));
  return {
    reachable: true,
    resources: rendered.map((resource, i) => ({
      observedAt: NOW,
      incarnation: 'i1',
      resource:
        resource.kind === 'LocalAddress'
          ? { ...resource, status: { port: 7100, listening: running } }
          : {
              ...resource,
              status: {
                state: running ? 'running' : 'stopped',
                ports: { main: 7000 + i },
                listening: running,
                restarts: 0,
              },
            },
    })),
    probes: !running
      ? []
      : rendered
          .filter(r => r.kind === 'LocalMember')
          .map((r, i) => ({
            member: r.metadata.name,
            observedAt: NOW,
            ok: true as const,
            probe: {
              role: i === 0 ? ('primary' as const) : ('replica' as const),
              version: BUILDS[kind.descriptor.id],
              facts: { linked: true },
            },
          })),
  };
}

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
  ) => {
    const seen = evidenceOf(kind, spec);
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
      before: spec,
      target: spec,
      evidence,
      status: new ProcessesBinding(kind).observe(spec, evidence, context),
      journal,
      context,
    };
    const answer = next(kind, input);
    return answer.state === 'continue' ? answer.plan.map(s => s.id) : answer;
  };

  it('does not begin where no replica is ready', () => {
    expect(planAfter([], { mode: 'forward' }, false)).toMatchObject({
      state: 'failed',
      reason: { code: 'no-replica' },
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
      changedSettings(mysqlProcesses, before, {
        ...before,
        parameters: { tmp_table_size: 32, slow_query_log: true },
      }),
    ).toEqual({
      dynamic: { tmp_table_size: 33554432, slow_query_log: 'ON' },
      restart: false,
    });
    expect(
      changedSettings(mysqlProcesses, before, {
        ...before,
        parameters: { innodb_ft_min_token_size: 2 },
      }),
    ).toEqual({ dynamic: {}, restart: true });
  });

  it('follows the memory with the cache', () => {
    expect(
      changedSettings(mysqlProcesses, before, {
        ...before,
        resources: { ...before.resources, memoryMib: 1024 },
      }),
    ).toEqual({
      dynamic: { innodb_buffer_pool_size: 512 << 20 },
      restart: false,
    });
  });
});
