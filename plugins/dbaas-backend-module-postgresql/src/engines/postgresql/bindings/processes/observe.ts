import { InstanceSpec, Reason } from '@dbaas-portal/plugin-dbaas-common';
import {
  BindingContext,
  Evidence,
  LocalResource,
  MemberProbe,
  Observed,
  observeLocal,
  probesOfLocal,
  statusReasons,
} from '@dbaas-portal/plugin-dbaas-node';
import { MAINTENANCE_DATABASE } from '../../../../protocol';

const LAG_LIMIT_SECONDS = 30;

function replicaTrouble({
  member,
  probe,
}: MemberProbe & { ok: true }): Reason | undefined {
  if (probe.facts.receiver !== 'streaming') {
    return statusReasons.notFollowing(member);
  }
  const lag = probe.lagSeconds;
  return lag !== undefined && lag > LAG_LIMIT_SECONDS
    ? statusReasons.lagging(member, Math.round(lag))
    : undefined;
}

/** What is seen of an instance, by processes and servers alone. */
export function observe(
  spec: InstanceSpec,
  evidence: Evidence<LocalResource>,
  context: BindingContext,
) {
  return observeLocal(spec, evidence, context, { replicaTrouble });
}

/** Every member whose port takes connections is asked, as administrator. */
export function probes(
  spec: InstanceSpec,
  resources: Observed<LocalResource>[],
) {
  return probesOfLocal(spec, resources, MAINTENANCE_DATABASE);
}
