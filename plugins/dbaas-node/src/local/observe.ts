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
  MemberProbe,
  Observed,
  ProbeTarget,
  SECRET_ADMIN,
} from '../contracts';
import { statusReasons } from '../recipes';
import { LocalAddress, LocalMember, LocalResource } from './resources';

const HOST = '127.0.0.1';

/**
 * What an engine knows better than its processes show.
 *
 * @public
 */
export type LocalRules = {
  /** Why a replica that answers is none to rely on. */
  replicaTrouble(probe: MemberProbe & { ok: true }): Reason | undefined;
  /** Whether a member counts as one of `spec.members`; others only watch. */
  holdsData?(member: string): boolean;
};

function unreadiness(
  member: LocalMember,
  probe: MemberProbe | undefined,
): Reason | undefined {
  const { name } = member.metadata;
  const state = member.status?.state ?? 'stopped';
  if (state === 'failed' || state === 'stopped' || state === 'back-off') {
    return statusReasons.memberDown(name, state);
  }
  if (!member.status?.listening) {
    return statusReasons.notListening(name);
  }
  if (!probe) {
    return statusReasons.notProbed(name);
  }
  return probe.ok ? undefined : probe.reason;
}

function memberStatus(
  member: LocalMember,
  probe: MemberProbe | undefined,
  rules: LocalRules,
): MemberStatus {
  const { status } = member;
  const down = unreadiness(member, probe);
  const answered = !down && probe?.ok ? probe : undefined;
  const trouble =
    answered?.probe.role === 'replica'
      ? rules.replicaTrouble(answered)
      : undefined;
  const reason = down ?? trouble;
  const lag = answered?.probe.lagSeconds;
  return {
    name: member.metadata.name,
    role: answered?.probe.role ?? 'unknown',
    ready: answered !== undefined && !trouble,
    ...(lag === undefined ? {} : { lagSeconds: lag }),
    ...(answered ? { version: answered.probe.version } : {}),
    ...(status?.memoryMib === undefined ? {} : { memoryMib: status.memoryMib }),
    ...(status?.storageMib === undefined
      ? {}
      : { storageMib: status.storageMib }),
    restarts: status?.restarts ?? 0,
    ...(reason ? { reason } : {}),
  };
}

function judgeAddress(
  address: LocalAddress | undefined,
  primary: string,
): Reason | undefined {
  if (!address) {
    return undefined;
  }
  if (!address.status?.listening) {
    return statusReasons.addressDown();
  }
  return address.spec.targets.includes(primary)
    ? undefined
    : statusReasons.addressWrong(address.spec.targets.join(', '));
}

function judge(
  spec: InstanceSpec,
  members: MemberStatus[],
  resources: LocalResource[],
  rules: LocalRules,
): { health: Health; reasons: Reason[] } {
  const processes = resources.filter(r => r.kind === 'LocalMember');
  if (processes.length === 0) {
    return { health: 'grey', reasons: [statusReasons.nothingThere()] };
  }
  if (
    !spec.running &&
    processes.every(r => (r.status?.state ?? 'stopped') === 'stopped')
  ) {
    return { health: 'grey', reasons: [statusReasons.stopped()] };
  }
  const troubles = members.flatMap(m => (m.reason ? [m.reason] : []));
  const primaries = members.filter(m => m.ready && m.role === 'primary');
  if (primaries.length > 1) {
    const names = primaries.map(m => m.name).join(', ');
    return {
      health: 'red',
      reasons: [statusReasons.severalPrimaries(names), ...troubles],
    };
  }
  if (primaries.length === 0) {
    // What has not been asked yet is not known to be broken.
    const unknown = members.some(m => m.reason?.code === 'member-not-probed');
    return unknown
      ? { health: 'grey', reasons: troubles }
      : { health: 'red', reasons: [statusReasons.noPrimary(), ...troubles] };
  }
  const wrong = judgeAddress(rwAddress(resources), primaries[0].name);
  if (wrong) {
    return { health: 'red', reasons: [wrong, ...troubles] };
  }
  const there = members.filter(m => rules.holdsData?.(m.name) ?? true).length;
  if (there < spec.members) {
    troubles.push(statusReasons.membersMissing(there, spec.members));
  }
  return {
    health: troubles.length > 0 ? 'yellow' : 'green',
    reasons: troubles,
  };
}

function rwAddress(resources: LocalResource[]): LocalAddress | undefined {
  return resources.find(
    (r): r is LocalAddress =>
      r.kind === 'LocalAddress' && r.metadata.name === 'rw',
  );
}

/** Where there is no stable address, clients go to the primary itself. */
function endpointsOf(
  spec: InstanceSpec,
  members: MemberStatus[],
  resources: LocalResource[],
): Endpoint[] {
  const common = { host: HOST, tls: spec.tls };
  const primary = members.find(m => m.ready && m.role === 'primary')?.name;
  const stable = rwAddress(resources) !== undefined;
  return resources.flatMap((resource): Endpoint[] => {
    const { name } = resource.metadata;
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
    const port = resource.status?.ports.main;
    if (port === undefined) {
      return [];
    }
    const own: Endpoint = { ...common, role: 'member', port, member: name };
    const only = members.length === 1;
    return !stable && (only || name === primary)
      ? [{ ...common, role: 'rw', port }, own]
      : [own];
  });
}

/**
 * The status of a local instance from its processes and what its servers say.
 * Engines add their own rules about replicas.
 *
 * @public
 */
export function observeLocal(
  spec: InstanceSpec,
  evidence: Evidence<LocalResource>,
  context: BindingContext,
  rules: LocalRules,
): InstanceStatus {
  const resources = evidence.resources.map(r => r.resource);
  const members = resources
    .flatMap(r => (r.kind === 'LocalMember' ? [r] : []))
    .map(m =>
      memberStatus(
        m,
        evidence.probes.find(p => p.member === m.metadata.name),
        rules,
      ),
    )
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const seen = [...evidence.resources, ...evidence.probes]
    .map(o => o.observedAt)
    .sort();
  const running = members.find(m => m.role === 'primary')?.version;
  return {
    ...(evidence.reachable
      ? judge(spec, members, resources, rules)
      : { health: 'grey', reasons: [statusReasons.unreachable()] }),
    members,
    endpoints: endpointsOf(spec, members, resources),
    ...(running ? { runningVersion: running } : {}),
    observedAt: seen.at(-1) ?? context.now,
  };
}

/**
 * Every member whose port takes connections is asked, with the admin login.
 *
 * @public
 */
export function probesOfLocal(
  spec: InstanceSpec,
  resources: Observed<LocalResource>[],
  database?: string,
): ProbeTarget[] {
  return resources.flatMap(({ resource }): ProbeTarget[] => {
    const port = resource.status && portOf(resource);
    return resource.kind === 'LocalMember' &&
      resource.status?.listening &&
      port !== undefined
      ? [
          {
            member: resource.metadata.name,
            host: HOST,
            port,
            tls: spec.tls,
            secret: SECRET_ADMIN,
            ...(database ? { database } : {}),
          },
        ]
      : [];
  });
}

function portOf(resource: LocalResource): number | undefined {
  return resource.kind === 'LocalMember'
    ? resource.status?.ports.main
    : undefined;
}
