import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import {
  BindingContext,
  Evidence,
  LocalResource,
  observeLocal,
  statusReasons,
} from '@dbaas-portal/plugin-dbaas-node';
import { isSentinel } from './names';

/** Health, members and endpoints, from what is seen alone. */
export function observe(
  spec: InstanceSpec,
  evidence: Evidence<LocalResource>,
  context: BindingContext,
) {
  return observeLocal(spec, withoutOrphans(evidence), context, {
    replicaTrouble: ({ member, probe }) =>
      probe.facts.linked === true
        ? undefined
        : statusReasons.notFollowing(member),
    holdsData: member => !isSentinel(member),
  });
}

/**
 * A member that comes back after a failover takes writes until the Sentinels
 * tell it whom to follow. It is the primary only if nobody has replicas.
 */
function withoutOrphans(
  evidence: Evidence<LocalResource>,
): Evidence<LocalResource> {
  const replicasOf = (probe: Evidence['probes'][number]) =>
    probe.ok && probe.probe.role === 'primary'
      ? Number(probe.probe.facts.connectedReplicas)
      : 0;
  const led = evidence.probes.some(p => replicasOf(p) > 0);
  return {
    ...evidence,
    probes: evidence.probes.map(p =>
      led && p.ok && p.probe.role === 'primary' && replicasOf(p) === 0
        ? { ...p, ok: false, reason: statusReasons.notFollowing(p.member) }
        : p,
    ),
  };
}
