import {
  Endpoint,
  Health,
  InstanceSpec,
  InstanceStatus,
  MemberStatus,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  BindingContext,
  Evidence,
  LocalMember,
  LocalResource,
  MemberProbe,
  Observed,
  ProbeTarget,
  SECRET_ADMIN,
} from '@dbaas-portal/plugin-dbaas-node';
import { MAINTENANCE_DATABASE } from '../../../../protocol';
import { SINGLE } from '../../descriptor';
import { addressedPrimary } from './layout';
import { reasons } from '../../reasons';

const HOST = '127.0.0.1';
const LAG_LIMIT_SECONDS = 30;

function portOf(member: LocalMember): number | undefined {
  return member.status?.ports.main;
}

function unreadiness(
  member: LocalMember,
  probe: MemberProbe | undefined,
): Reason | undefined {
  const { name } = member.metadata;
  const state = member.status?.state ?? 'stopped';
  if (state === 'failed' || state === 'stopped' || state === 'back-off') {
    return reasons.memberDown(name, state);
  }
  if (!member.status?.listening) {
    return reasons.notListening(name);
  }
  if (!probe) {
    return reasons.notProbed(name);
  }
  return probe.ok ? undefined : probe.reason;
}

function replicaTrouble(probe: MemberProbe): Reason | undefined {
  if (!probe.ok || probe.probe.role !== 'replica') {
    return undefined;
  }
  if (probe.probe.facts.receiver !== 'streaming') {
    return reasons.notStreaming(probe.member);
  }
  const lag = probe.probe.lagSeconds;
  return lag !== undefined && lag > LAG_LIMIT_SECONDS
    ? reasons.lagging(probe.member, Math.round(lag))
    : undefined;
}

function memberStatus(
  member: LocalMember,
  probe: MemberProbe | undefined,
): MemberStatus {
  const { status } = member;
  const down = unreadiness(member, probe);
  const said = !down && probe?.ok ? probe.probe : undefined;
  const reason = down ?? (probe ? replicaTrouble(probe) : undefined);
  return {
    name: member.metadata.name,
    role: said?.role ?? 'unknown',
    ready: said !== undefined,
    ...(said?.lagSeconds === undefined ? {} : { lagSeconds: said.lagSeconds }),
    ...(said ? { version: said.version } : {}),
    ...(status?.memoryMib === undefined ? {} : { memoryMib: status.memoryMib }),
    ...(status?.storageMib === undefined
      ? {}
      : { storageMib: status.storageMib }),
    restarts: status?.restarts ?? 0,
    ...(reason ? { reason } : {}),
  };
}

function judge(
  spec: InstanceSpec,
  members: MemberStatus[],
  resources: LocalResource[],
): { health: Health; reasons: Reason[] } {
  const states = resources.flatMap(r =>
    r.kind === 'LocalMember' ? [r.status?.state ?? 'stopped'] : [],
  );
  if (members.length === 0) {
    return { health: 'grey', reasons: [reasons.nothingThere()] };
  }
  if (states.every(state => state === 'stopped')) {
    return spec.running
      ? { health: 'red', reasons: [reasons.noPrimary()] }
      : { health: 'grey', reasons: [reasons.stopped()] };
  }
  const troubles = members.flatMap(m => (m.reason ? [m.reason] : []));
  const primaries = members.filter(m => m.ready && m.role === 'primary');
  if (primaries.length > 1) {
    const names = primaries.map(m => m.name).join(', ');
    return {
      health: 'red',
      reasons: [reasons.severalPrimaries(names), ...troubles],
    };
  }
  if (primaries.length === 0) {
    // What has not been asked yet is not known to be broken.
    const unknown = members.some(m => m.reason?.code === 'member-not-probed');
    return unknown
      ? { health: 'grey', reasons: troubles }
      : { health: 'red', reasons: [reasons.noPrimary(), ...troubles] };
  }
  const addressed = addressedPrimary(resources);
  if (addressed && addressed !== primaries[0].name) {
    return {
      health: 'red',
      reasons: [reasons.wrongRole(addressed), ...troubles],
    };
  }
  if (members.length < spec.members) {
    troubles.push(reasons.membersMissing(members.length, spec.members));
  }
  return {
    health: troubles.length > 0 ? 'yellow' : 'green',
    reasons: troubles,
  };
}

function endpointsOf(
  spec: InstanceSpec,
  resources: LocalResource[],
): Endpoint[] {
  return resources.flatMap((resource): Endpoint[] => {
    const common = { host: HOST, tls: spec.tls };
    if (resource.kind === 'LocalAddress') {
      return resource.status
        ? [
            {
              ...common,
              role: resource.metadata.name,
              port: resource.status.port,
            },
          ]
        : [];
    }
    const port = portOf(resource);
    if (port === undefined) {
      return [];
    }
    const own: Endpoint = {
      ...common,
      role: 'member',
      port,
      member: resource.metadata.name,
    };
    return spec.topology === SINGLE
      ? [{ ...common, role: 'rw', port }, own]
      : [own];
  });
}

/** What is seen of an instance, by processes and servers alone. */
export function observe(
  spec: InstanceSpec,
  evidence: Evidence<LocalResource>,
  context: BindingContext,
): InstanceStatus {
  const resources = evidence.resources.map(r => r.resource);
  const members = resources
    .flatMap(r => (r.kind === 'LocalMember' ? [r] : []))
    .map(m =>
      memberStatus(
        m,
        evidence.probes.find(p => p.member === m.metadata.name),
      ),
    )
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const seen = [
    ...evidence.resources.map(r => r.observedAt),
    ...evidence.probes.map(p => p.observedAt),
  ].sort();
  const running = members.find(m => m.role === 'primary')?.version;
  return {
    ...(evidence.reachable
      ? judge(spec, members, resources)
      : { health: 'grey', reasons: [reasons.unreachable()] }),
    members,
    endpoints: endpointsOf(spec, resources),
    ...(running ? { runningVersion: running } : {}),
    observedAt: seen[seen.length - 1] ?? context.now,
  };
}

/** Every member whose port takes connections is asked, as administrator. */
export function probes(
  spec: InstanceSpec,
  resources: Observed<LocalResource>[],
): ProbeTarget[] {
  return resources.flatMap(({ resource }): ProbeTarget[] => {
    if (resource.kind !== 'LocalMember' || !resource.status?.listening) {
      return [];
    }
    const port = portOf(resource);
    return port === undefined
      ? []
      : [
          {
            member: resource.metadata.name,
            host: HOST,
            port,
            tls: spec.tls,
            secret: SECRET_ADMIN,
            database: MAINTENANCE_DATABASE,
          },
        ];
  });
}
