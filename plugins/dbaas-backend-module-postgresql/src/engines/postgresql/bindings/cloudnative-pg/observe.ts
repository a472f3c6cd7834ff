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
  Observed,
  ProbeTarget,
  SECRET_ADMIN,
  statusReasons,
  textAt,
} from '@dbaas-portal/plugin-dbaas-node';
import { MAINTENANCE_DATABASE } from '../../../../protocol';
import { Seen, seenIn } from './evidence';
import { HIBERNATION, serviceName } from './names';

const PORT = 5432;
const LAG_LIMIT_SECONDS = 30;
/** So long may the operator take to lead the primary to its target. */
const CHANGE_LIMIT_SECONDS = 30;

function memberReason(pod: KubernetesPod, probe: MemberProbe | undefined) {
  if (!pod.ready) {
    return statusReasons.memberDown(pod.name, 'not ready');
  }
  if (probe && !probe.ok) {
    return probe.reason;
  }
  const lag = probe?.ok ? probe.probe.lagSeconds : undefined;
  return lag !== undefined && lag > LAG_LIMIT_SECONDS
    ? statusReasons.lagging(pod.name, Math.round(lag))
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

/** The operator says it in words only, and it is final. */
function unrecoverable(seen: Seen): Reason | undefined {
  const phase = textAt(seen.status.phase);
  return phase && /unrecoverable/i.test(phase)
    ? {
        code: 'unrecoverable',
        params: { phase },
        text: {
          en: `The operator cannot repair it: ${phase}`,
          zh: `Operator 无法修复:${phase}`,
        },
      }
    : undefined;
}

function changeTakesTooLong(seen: Seen, now: string): boolean {
  const { currentPrimary, targetPrimary, targetPrimaryTimestamp } = seen.status;
  const since = Date.parse(textAt(targetPrimaryTimestamp) ?? '');
  return (
    currentPrimary !== targetPrimary &&
    !(Date.parse(now) - since < CHANGE_LIMIT_SECONDS * 1000)
  );
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
  const hibernation = conditionOf(seen.status, HIBERNATION);
  if (hibernation?.status === 'True') {
    return { health: 'grey', reasons: [statusReasons.stopped()] };
  }
  const troubles = members.flatMap(m => (m.reason ? [m.reason] : []));
  const final = unrecoverable(seen);
  if (final) {
    return { health: 'red', reasons: [final, ...troubles] };
  }
  const current = textAt(seen.status.currentPrimary);
  if (!current) {
    // It has never served: that is coming up, not going down.
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
  if (primaries.length === 0 || changeTakesTooLong(seen, now)) {
    return { health: 'red', reasons: [statusReasons.noPrimary(), ...troubles] };
  }
  const ready = members.filter(m => m.ready).length;
  if (ready < spec.members) {
    troubles.push(statusReasons.membersMissing(ready, spec.members));
  }
  if (conditionOf(seen.status, 'ContinuousArchiving')?.status === 'False') {
    troubles.push({
      code: 'archiving-fails',
      text: {
        en: 'The write-ahead log is not being archived',
        zh: '预写日志归档失败',
      },
    });
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
            database: MAINTENANCE_DATABASE,
          },
        ]
      : [],
  );
}
