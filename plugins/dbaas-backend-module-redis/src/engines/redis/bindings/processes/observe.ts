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
  LocalAddress,
  LocalMember,
  LocalResource,
  MemberProbe,
} from '@dbaas-portal/plugin-dbaas-node';
import { dataMembers, isSentinel, sentinelMembers } from './names';
import {
  addressDown,
  memberDown,
  notSeenYet,
  primaryDown,
  replicaBehind,
} from './reasons';

const HOST = '127.0.0.1';

/** What is seen of one member. */
type Seen = { resource?: LocalMember; probe?: MemberProbe };

function seenMembers(evidence: Evidence<LocalResource>): Map<string, Seen> {
  const seen = new Map<string, Seen>();
  for (const { resource } of evidence.resources) {
    if (resource.kind === 'LocalMember') {
      seen.set(resource.metadata.name, { resource });
    }
  }
  for (const probe of evidence.probes) {
    const member = seen.get(probe.member);
    if (member) {
      member.probe = probe;
    }
  }
  return seen;
}

function memberStatus(name: string, seen: Seen | undefined): MemberStatus {
  const status = seen?.resource?.status;
  const running = status?.state === 'running' && status.listening;
  const probe = seen?.probe;
  const answered = running && probe?.ok ? probe.probe : undefined;
  const linked = answered?.role !== 'replica' || answered.facts.linked === true;
  return {
    name,
    role: isSentinel(name) ? 'sentinel' : answered?.role ?? 'unknown',
    ready: Boolean(answered) && linked,
    node: 'local',
    ...(answered ? { version: answered.version } : {}),
    ...(answered?.lagSeconds !== undefined
      ? { lagSeconds: answered.lagSeconds }
      : {}),
    ...(status?.memoryMib !== undefined ? { memoryMib: status.memoryMib } : {}),
    ...(status?.storageMib !== undefined
      ? { storageMib: status.storageMib }
      : {}),
    ...(status ? { restarts: status.restarts } : {}),
    ...memberReason(name, answered !== undefined, linked),
  };
}

function memberReason(
  name: string,
  answered: boolean,
  linked: boolean,
): { reason?: Reason } {
  if (!answered) {
    return { reason: memberDown(name) };
  }
  return linked ? {} : { reason: replicaBehind(name) };
}

/**
 * The primary: a member that takes writes. Just after a failover two may say
 * so; then it is the one that has replicas.
 */
export function primaryOf(
  members: MemberStatus[],
  evidence: Evidence<LocalResource>,
): string | undefined {
  const candidates = members.filter(m => m.role === 'primary' && m.ready);
  const replicasOf = (name: string) => {
    const probe = evidence.probes.find(p => p.member === name);
    const count = probe?.ok ? probe.probe.facts.connectedReplicas : 0;
    return typeof count === 'number' ? count : 0;
  };
  return candidates.sort((a, b) => replicasOf(b.name) - replicasOf(a.name))[0]
    ?.name;
}

/** The port of a member, once it is reserved. */
export function portOf(
  evidence: Evidence<LocalResource>,
  name: string,
): number | undefined {
  for (const { resource } of evidence.resources) {
    if (resource.kind === 'LocalMember' && resource.metadata.name === name) {
      return resource.status?.ports.main;
    }
  }
  return undefined;
}

function addressIn(
  evidence: Evidence<LocalResource>,
): LocalAddress | undefined {
  return evidence.resources
    .map(o => o.resource)
    .find((r): r is LocalAddress => r.kind === 'LocalAddress');
}

function endpoints(
  evidence: Evidence<LocalResource>,
  members: MemberStatus[],
  primary: string | undefined,
): Endpoint[] {
  const found: Endpoint[] = [];
  const stable = addressIn(evidence);
  const rwPort =
    stable?.status?.port ?? (primary ? portOf(evidence, primary) : undefined);
  if (rwPort) {
    found.push({ role: 'rw', host: HOST, port: rwPort, tls: false });
  }
  for (const member of members) {
    const port = portOf(evidence, member.name);
    if (port) {
      found.push({
        role: 'member',
        host: HOST,
        port,
        tls: false,
        member: member.name,
      });
    }
  }
  return found;
}

function judge(
  spec: InstanceSpec,
  members: MemberStatus[],
  primary: string | undefined,
  stable: LocalAddress | undefined,
): { health: Health; reasons: Reason[] } {
  if (!spec.running && members.every(m => !m.ready)) {
    return { health: 'grey', reasons: [] };
  }
  if (!primary) {
    return { health: 'red', reasons: [primaryDown, ...reasonsOf(members)] };
  }
  const reasons = reasonsOf(members);
  if (stable && !stable.status?.listening) {
    return { health: 'red', reasons: [addressDown, ...reasons] };
  }
  return { health: reasons.length > 0 ? 'yellow' : 'green', reasons };
}

function reasonsOf(members: MemberStatus[]): Reason[] {
  return members.flatMap(m => (m.reason ? [m.reason] : []));
}

/** Health, members and endpoints, from what is seen alone. */
export function observe(
  spec: InstanceSpec,
  evidence: Evidence<LocalResource>,
  context: BindingContext,
): InstanceStatus {
  const seen = seenMembers(evidence);
  if (seen.size === 0) {
    return {
      health: 'grey',
      reasons: [notSeenYet],
      members: [],
      endpoints: [],
      observedAt: context.now,
    };
  }
  const names = new Set([
    ...dataMembers(spec.members),
    ...sentinelMembers(spec),
    ...seen.keys(),
  ]);
  const members = [...names].map(name => memberStatus(name, seen.get(name)));
  const primary = primaryOf(members, evidence);
  const shown = members.map(m =>
    // A second member that takes writes follows nobody: it is not the primary.
    m.role === 'primary' && m.name !== primary
      ? { ...m, ready: false, reason: replicaBehind(m.name) }
      : m,
  );
  const version = members.find(m => m.name === primary)?.version;
  // That a stopped member does not answer needs no reason.
  const told = spec.running ? shown : shown.map(({ reason: _, ...m }) => m);
  return {
    ...judge(spec, told, primary, addressIn(evidence)),
    members: told,
    endpoints: endpoints(evidence, shown, primary),
    ...(version ? { runningVersion: version } : {}),
    observedAt: newestOf(evidence, context.now),
  };
}

function newestOf(evidence: Evidence<LocalResource>, otherwise: string) {
  const times = [...evidence.resources, ...evidence.probes].map(
    o => o.observedAt,
  );
  return times.sort().at(-1) ?? otherwise;
}
