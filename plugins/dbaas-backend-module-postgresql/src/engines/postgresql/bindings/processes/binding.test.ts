import { OPERATION_KINDS } from '@dbaas-portal/plugin-dbaas-common';
import {
  Evidence,
  isLocallyDeclined,
  LocalMemberStatus,
  LocalResource,
  MemberProbe,
  Next,
  NextInput,
} from '@dbaas-portal/plugin-dbaas-node';
import { createProcessesBinding } from '.';
import { specOf } from '../../../../__testUtils__/shapes';

const NOW = '2026-11-21T12:00:00Z';
const binding = createProcessesBinding({
  folders: ['/npm/bin'],
  nodeFolder: '/node/bin',
  tool: { 'main.js': '// tool' },
});

function inventory(version: string) {
  const programs = { postgres: '/pg/postgres', initdb: '/pg/initdb' };
  return {
    found: {
      'postgresql-server': [{ version, facts: { programs } }],
      'postgresql-member-node': [
        { version: '24.1.0', facts: { programs: { node: '/n/node' } } },
      ],
    },
  };
}

const context = {
  now: NOW,
  detection: binding.detect(inventory('18.4')),
  uid: 'u-1',
  incarnation: 'i1',
  nextIncarnation: 'i2',
};
const spec = specOf({ topology: 'replication', members: 3 });
const running: LocalMemberStatus = {
  state: 'running',
  ports: { main: 21001 },
  listening: true,
  restarts: 0,
};

function probeOf(member: string, change: object = {}): MemberProbe {
  const primary = member === 'pg-1';
  return {
    member,
    observedAt: NOW,
    ok: true,
    probe: {
      role: primary ? 'primary' : 'replica',
      version: '18.4',
      ...(primary ? {} : { lagSeconds: 0 }),
      facts: primary ? {} : { receiver: 'streaming' },
      ...change,
    },
  };
}

function evidenceOf(
  members: Record<string, { status?: object; probe?: object | null }> = {},
): Evidence<LocalResource> {
  const names = ['pg-1', 'pg-2', 'pg-3'];
  return {
    reachable: true,
    resources: binding.render(spec, context).map(resource => ({
      observedAt: NOW,
      incarnation: 'i1',
      resource:
        resource.kind === 'LocalMember'
          ? {
              ...resource,
              status: {
                ...running,
                ...members[resource.metadata.name]?.status,
              },
            }
          : { ...resource, status: { port: 21100, listening: true } },
    })),
    probes: names
      .filter(name => members[name]?.probe !== null)
      .map(name => probeOf(name, members[name]?.probe ?? {})),
  };
}

function nextOf(change: Partial<NextInput<LocalResource>>): Next {
  const evidence = change.evidence ?? evidenceOf();
  const target = change.target ?? spec;
  return binding.next({
    operation: { id: 'op', kind: 'restart', input: {}, mode: 'forward' },
    record: {
      uid: 'u-1',
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
    status: binding.observe(target, evidence, context),
    journal: [],
    context,
    ...change,
  });
}

describe('PostgreSQL as local processes', () => {
  it('renders replicas that copy and follow the primary, and no secret', () => {
    const [primary, replica, , rw, ro] = binding.render(spec, context);
    expect(rw.spec).toMatchObject({ targets: ['pg-1'] });
    expect(ro.spec).toMatchObject({ targets: ['pg-2', 'pg-3'] });
    const text = JSON.stringify(replica);
    expect(text).toContain('base-backup');
    expect(text).toContain('port=${port:pg-1/main}');
    expect(text).toContain('data/standby.signal');
    expect(JSON.stringify(primary)).not.toContain('standby.signal');
    expect(JSON.stringify(primary)).not.toContain('secret:admin');
  });

  it.each([
    ['green', 'all is well', evidenceOf()],
    [
      'yellow',
      'a replica is down',
      evidenceOf({ 'pg-3': { status: { state: 'back-off' }, probe: null } }),
    ],
    [
      'yellow',
      'a replica does not stream',
      evidenceOf({ 'pg-2': { probe: { facts: { receiver: null } } } }),
    ],
    [
      'yellow',
      'a replica lags',
      evidenceOf({ 'pg-2': { probe: { lagSeconds: 99 } } }),
    ],
    [
      'red',
      'the primary is down',
      evidenceOf({ 'pg-1': { status: { state: 'failed' }, probe: null } }),
    ],
    [
      'red',
      'two take writes',
      evidenceOf({ 'pg-2': { probe: { role: 'primary' } } }),
    ],
    [
      'red',
      'the address leads to a replica',
      evidenceOf({
        'pg-1': {
          probe: { role: 'replica', facts: { receiver: 'streaming' } },
        },
        'pg-2': { probe: { role: 'primary' } },
      }),
    ],
    ['grey', 'nobody was asked yet', { ...evidenceOf(), probes: [] }],
    ['grey', 'the machine is silent', { ...evidenceOf(), reachable: false }],
    ['grey', 'nothing is there', { ...evidenceOf(), resources: [] }],
  ])('is %s when %s', (health, _, evidence) => {
    expect(binding.observe(spec, evidence, context).health).toBe(health);
  });

  it('is grey when stopped on purpose, red when everything just stands', () => {
    const down = {
      status: { state: 'stopped', listening: false },
      probe: null,
    };
    const evidence = evidenceOf({ 'pg-1': down, 'pg-2': down, 'pg-3': down });
    const stopped = { ...spec, running: false };
    expect(binding.observe(stopped, evidence, context).health).toBe('grey');
    expect(binding.observe(spec, evidence, context).health).toBe('red');
  });

  it('has a next step for every operation, as data and without secrets', () => {
    const here = OPERATION_KINDS.filter(kind => !isLocallyDeclined(kind));
    for (const kind of here) {
      for (const mode of ['forward', 'clean-up'] as const) {
        const next = nextOf({
          operation: {
            id: 'op',
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

  it('hands over only to a replica that can take over', () => {
    const operation = {
      id: 'op',
      kind: 'switchover' as const,
      input: { member: 'pg-1' },
      mode: 'forward' as const,
    };
    expect(nextOf({ operation })).toMatchObject({
      state: 'failed',
      reason: { code: 'no-such-replica' },
    });
    const evidence = evidenceOf({
      'pg-1': { status: { state: 'failed' }, probe: null },
    });
    expect(nextOf({ operation, evidence })).toMatchObject({
      state: 'failed',
      reason: { code: 'primary-not-ready' },
    });
  });

  it('refuses parameters that run commands by not having them', () => {
    const names = binding.facets(spec, context).parameters.map(p => p.name);
    expect(names.length).toBeGreaterThanOrEqual(20);
    expect(
      names.filter(n => /command|preload|library|file|fsync/.test(n)),
    ).toEqual([]);
    const odd = { ...spec, parameters: { archive_command: 'rm -rf /' } };
    expect(JSON.stringify(binding.render(odd, context))).not.toContain(
      'rm -rf',
    );
  });
});
