import {
  InstanceSpec,
  InstanceStatus,
  MemberStatus,
  OperationKind,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  Binding,
  CONTRACT_VERSION,
  Evidence,
  Observed,
  PlatformResource,
} from '../contracts';
import {
  capability,
  decline,
  offer,
  operationFacets,
  sumOfMembers,
  terminals,
} from '../recipes';
import { fakeEngine, FAKE_ENGINE } from './fakeEngine';
import { FAKE_PLATFORM } from './FakePlatform';
import { fakeNext } from './fakeRecipes';

/** Needs no server that runs. */
const WHEN_STOPPED: OperationKind[] = ['set-parameters', 'resize', 'scale'];

/** The names of the members that a spec has. @public */
export function fakeMembers(spec: InstanceSpec): string[] {
  return Array.from({ length: spec.members }, (_, i) => `m${i}`);
}

function memberOf(
  { resource }: Observed,
  evidence: Evidence,
): MemberStatus & { port: number; running: boolean } {
  const name = resource.metadata.name;
  const probe = evidence.probes.find(p => p.member === name);
  const running = resource.status?.running === true;
  const ready = running && probe?.ok === true;
  return {
    name,
    role: probe?.ok ? probe.probe.role : 'unknown',
    ready,
    port: Number(resource.status?.port),
    running,
    ...(probe && !probe.ok ? { reason: probe.reason } : {}),
  };
}

function observe(spec: InstanceSpec, evidence: Evidence): InstanceStatus {
  const found = evidence.resources.map(r => memberOf(r, evidence));
  const primary = found.find(m => m.role === 'primary' && m.ready);
  const isWhole =
    found.length === spec.members && found.every(member => member.ready);
  const standing = spec.running ? ('red' as const) : ('grey' as const);
  const serving = isWhole ? ('green' as const) : ('yellow' as const);
  const version = evidence.probes.find(p => p.ok);
  return {
    health: primary ? serving : standing,
    reasons:
      primary && isWhole
        ? []
        : [
            {
              code: 'fake-incomplete',
              text: { en: 'Not every member serves', zh: '并非所有成员可用' },
            },
          ],
    members: found.map(({ port: _p, running: _r, ...member }) => member),
    endpoints: found.flatMap(member => [
      {
        role: 'member' as const,
        host: 'fake',
        port: member.port,
        tls: false,
        member: member.name,
      },
      ...(member === primary
        ? [{ role: 'rw' as const, host: 'fake', port: member.port, tls: false }]
        : []),
    ]),
    ...(version?.ok ? { runningVersion: version.probe.version } : {}),
    observedAt: evidence.resources[0]?.observedAt ?? new Date(0).toISOString(),
  };
}

/**
 * A binding of the fake engine to the fake platform: the smallest one that
 * keeps every rule.
 *
 * @public
 */
export function fakeBinding(changes: Partial<Binding> = {}): Binding {
  return {
    contractVersion: CONTRACT_VERSION,
    engine: FAKE_ENGINE,
    platform: FAKE_PLATFORM,
    controller: 'memory',
    queries: [{ id: 'fakedb' }],
    watches: ['FakeServer'],
    access: [],
    detect: inventory => ({
      available: inventory.found.fakedb?.length
        ? { available: true }
        : {
            available: false,
            reason: {
              code: 'fake-not-found',
              text: { en: 'FakeDB is not installed', zh: '未安装 FakeDB' },
            },
          },
      provider: 'memory',
      versions: [
        { id: '2', availability: { available: true } },
        {
          id: '1',
          availability: {
            available: false,
            reason: {
              code: 'fake-too-old',
              text: { en: 'version 1 is too old', zh: '版本 1 过旧' },
            },
          },
        },
      ],
      topologies: [
        { id: 'single', availability: { available: true } },
        { id: 'replication', availability: { available: true } },
      ],
      tls: { available: true },
      facts: {},
    }),
    identify: () => undefined,
    read: () => undefined,
    render: (spec, context): PlatformResource[] =>
      fakeMembers(spec).map(name => ({
        kind: 'FakeServer',
        metadata: { name },
        spec: {
          running: spec.running,
          incarnation: context.incarnation,
          parameters: spec.parameters,
        },
      })),
    observe,
    probes: (_spec, resources) =>
      resources
        .filter(r => r.resource.status?.running === true)
        .map(({ resource }) => ({
          member: resource.metadata.name,
          host: 'fake',
          port: Number(resource.status?.port),
          tls: false,
          secret: 'admin',
        })),
    logs: {
      read: line => {
        const [, level, text] =
          /^(debug|info|warning|error): (.*)$/.exec(line) ?? [];
        const known = (['debug', 'info', 'warning', 'error'] as const).find(
          l => l === level,
        );
        return known ? { text, level: known } : { text: line };
      },
    },
    facets: spec => ({
      operations: operationFacets(
        spec,
        kind =>
          kind === 'switchover' && spec.members === 1
            ? decline(kind, {
                code: 'fake-single',
                text: { en: 'there is only one member', zh: '只有一个成员' },
              })
            : offer(kind),
        WHEN_STOPPED,
      ),
      capabilities: [
        capability('accounts'),
        capability('console'),
        capability('parameters'),
        capability('logs'),
        capability('backup', {
          code: 'fake-none',
          text: { en: 'there is none', zh: '不支持' },
        }),
        terminals([{ id: 'shell', name: { en: 'Shell', zh: 'Shell' } }]),
      ],
      parameters: fakeEngine().parameters,
    }),
    terminal: (_spec, resources, { member, kind }) =>
      kind === 'shell' &&
      resources.some(({ resource }) => resource.metadata.name === member)
        ? { resource: member, command: ['echo'] }
        : undefined,
    next: fakeNext,
    footprint: (spec, operation) => {
      const steady = sumOfMembers(spec);
      return {
        steady,
        // Restarting needs a spare, so that a surge is there to be tested.
        surge:
          operation === 'restart'
            ? { ...steady, memoryMib: steady.memoryMib + 64 }
            : steady,
      };
    },
    ...changes,
  };
}
