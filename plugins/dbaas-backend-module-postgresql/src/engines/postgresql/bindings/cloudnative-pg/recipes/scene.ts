import {
  InstanceSpec,
  InstanceStatus,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  KubernetesResource,
  kubernetesStep,
  NextInput,
  RecipeStep,
  StepOptions,
  WaitStep,
  waitUntil,
} from '@dbaas-portal/plugin-dbaas-node';
import { Seen } from '../evidence';
import { CLUSTER_API, clusterName } from '../names';
import { Meanwhile, renderCluster } from '../render';

export const LONG = 1800;

export type Scene = {
  input: NextInput<KubernetesResource>;
  spec: InstanceSpec;
  before?: InstanceSpec;
  seen: Seen;
};

export type Outcome = RecipeStep[] | Reason;

export function targetOf({ input, spec, seen }: Scene) {
  return {
    apiVersion: CLUSTER_API,
    kind: 'Cluster',
    name:
      seen.cluster?.metadata.name ??
      clusterName(spec, input.context.incarnation),
  };
}

/** Serves, with as many ready members as wanted and nothing to complain of. */
export function waitGreen(
  id: string,
  spec: InstanceSpec,
  and: (status: InstanceStatus) => boolean = () => true,
): WaitStep {
  return waitUntil({
    id,
    title: {
      en: 'Wait until all members serve',
      zh: '等待所有成员就绪',
    },
    timeoutSeconds: LONG,
    until: status => {
      const final = status.reasons.find(r => r.code === 'unrecoverable');
      return (
        final ??
        (status.health === 'green' &&
          status.members.length === spec.members &&
          and(status))
      );
    },
  });
}

export function applyCluster(
  id: string,
  { input }: Scene,
  spec: InstanceSpec,
  options: Partial<StepOptions> & { meanwhile?: Meanwhile } = {},
) {
  const { meanwhile, ...more } = options;
  return kubernetesStep.apply(
    { id, title: { en: 'Change the cluster', zh: '修改集群' }, ...more },
    [renderCluster(spec, input.context, meanwhile)],
  );
}
