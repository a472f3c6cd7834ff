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
  conditionOf,
  Evidence,
  KubernetesPod,
  KubernetesResource,
  MemberProbe,
  numberAt,
  Observed,
  ProbeTarget,
  SECRET_ADMIN,
  statusReasons,
  textAt,
} from '@dbaas-portal/plugin-dbaas-node';
import { SINGLE } from '../../../../processes/kind';
import { Seen, seenIn } from './evidence';
import { serviceName } from './names';
import { reasons } from './reasons';
import { LAG_LIMIT_SECONDS } from './render';

const PORT = 3306;
/** So long may a single server take to come up for the first time. */
const FIRST_START_SECONDS = 300;
const MAX_MESSAGE = 200;

function memberReason(
  pod: KubernetesPod,
  probe: MemberProbe | undefined,
): Reason | undefined {
  if (!pod.ready) {
    return statusReasons.memberDown(pod.name, 'not ready');
  }
  if (!probe?.ok) {
    return probe?.reason;
  }
  const { role, lagSeconds: lag, facts } = probe.probe;
  if (role !== 'replica') {
    return undefined;
  }
  if (facts.linked !== true) {
    return statusReasons.notFollowing(pod.name);
  }
  if (lag !== undefined && lag > LAG_LIMIT_SECONDS) {
    return statusReasons.lagging(pod.name, Math.round(lag));
  }
  return facts.readOnly === false
    ? reasons.replicaTakesWrites(pod.name)
    : undefined;
}

function membersOf(
  seen: Seen,
  evidence: Evidence<KubernetesResource>,
): MemberStatus[] {
  const primary = textAt(seen.status.currentPrimary);
  return seen.pods.map(pod => {
    const probe = evidence.probes.find(p => p.member === pod.name);
    const said = probe?.ok ? probe.probe : undefined;
    const byOperator = pod.name === primary ? 'primary' : 'replica';
    const reason = memberReason(pod, probe);
    return {
      name: pod.name,
      // The server's own word counts before what the operator last noted.
      role: said?.role ?? (primary ? byOperator : 'unknown'),
      ready: pod.ready && probe?.ok !== false,
      ...(pod.node ? { node: pod.node } : {}),
      ...(said?.lagSeconds === undefined
        ? {}
        : { lagSeconds: said.lagSeconds }),
      ...(said ? { version: said.version } : {}),
      restarts: pod.restarts,
      ...(reason ? { reason } : {}),
    };
  });
}

/** It has never served: that is coming up, not going down. */
function isComingUp(spec: InstanceSpec, seen: Seen, now: string): boolean {
  if (spec.topology !== SINGLE) {
    const configured = conditionOf(seen.status, 'ReplicationConfigured');
    return configured?.status !== 'True';
  }
  const made = Date.parse(seen.cluster?.metadata.creationTimestamp ?? '');
  return (
    Date.parse(now) - made < FIRST_START_SECONDS * 1000 &&
    seen.pods.every(pod => !pod.ready && pod.restarts === 0)
  );
}

/** What the operator cannot do, in its own words. */
function complaint(seen: Seen): Reason[] {
  const ready = conditionOf(seen.status, 'Ready');
  const message = textAt(ready?.message);
  return ready?.status === 'False' && ready.reason === 'Failed' && message
    ? [reasons.operatorReports(message.slice(0, MAX_MESSAGE))]
    : [];
}

function judge(
  spec: InstanceSpec,
  seen: Seen,
  members: MemberStatus[],
  now: string,
): { health: Health; reasons: Reason[] } {
  if (!seen.cluster) {
    return { health: 'grey', reasons: [statusReasons.nothingThere()] };
  }
  if (numberAt(seen.cluster.spec?.replicas) === 0 && members.length === 0) {
    return { health: 'grey', reasons: [statusReasons.stopped()] };
  }
  const troubles = [
    ...complaint(seen),
    ...members.flatMap(m => (m.reason ? [m.reason] : [])),
  ];
  if (isComingUp(spec, seen, now)) {
    return { health: 'grey', reasons: [statusReasons.noPrimary()] };
  }
  const primaries = members.filter(m => m.ready && m.role === 'primary');
  if (primaries.length > 1) {
    const names = primaries.map(m => m.name).join(', ');
    return {
      health: 'red',
      reasons: [statusReasons.severalPrimaries(names), ...troubles],
    };
  }
  if (primaries.length === 0) {
    return { health: 'red', reasons: [statusReasons.noPrimary(), ...troubles] };
  }
  const ready = members.filter(m => m.ready).length;
  if (ready < spec.members) {
    troubles.push(statusReasons.membersMissing(ready, spec.members));
  }
  return {
    health: troubles.length > 0 ? 'yellow' : 'green',
    reasons: troubles,
  };
}

function endpointsOf(spec: InstanceSpec, seen: Seen): Endpoint[] {
  const namespace = seen.cluster?.metadata.namespace ?? spec.tenant;
  return (['rw', 'ro'] as const).flatMap((role): Endpoint[] => {
    const name = serviceName(spec, role);
    return seen.services.some(s => s.metadata.name === name)
      ? [{ role, host: `${name}.${namespace}.svc`, port: PORT, tls: true }]
      : [];
  });
}

function memberEndpoints(seen: Seen): Endpoint[] {
  return seen.pods.flatMap((pod): Endpoint[] =>
    pod.ip
      ? [
          {
            role: 'member',
            member: pod.name,
            host: pod.ip,
            port: PORT,
            tls: true,
          },
        ]
      : [],
  );
}

export function observe(
  spec: InstanceSpec,
  evidence: Evidence<KubernetesResource>,
  context: BindingContext,
): InstanceStatus {
  const seen = seenIn(evidence.resources);
  const members = membersOf(seen, evidence);
  const times = [
    ...evidence.resources.map(r => r.observedAt),
    ...evidence.probes.map(p => p.observedAt),
  ].sort();
  const version = members.find(m => m.role === 'primary')?.version;
  return {
    ...(evidence.reachable
      ? judge(spec, seen, members, context.now)
      : { health: 'grey', reasons: [statusReasons.unreachable()] }),
    members,
    endpoints: [...endpointsOf(spec, seen), ...memberEndpoints(seen)],
    ...(version ? { runningVersion: version } : {}),
    observedAt: times[times.length - 1] ?? context.now,
  };
}

export function probes(
  _spec: InstanceSpec,
  resources: Observed<KubernetesResource>[],
): ProbeTarget[] {
  return seenIn(resources).pods.flatMap((pod): ProbeTarget[] =>
    pod.ip && pod.ready
      ? [
          {
            member: pod.name,
            host: pod.ip,
            port: PORT,
            tls: true,
            secret: SECRET_ADMIN,
          },
        ]
      : [],
  );
}
