import {
  InstanceSpec,
  InstanceStatus,
  LocalizedText,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  driverStep,
  KubernetesResource,
  kubernetesStep,
  NextInput,
  RecipeStep,
  WaitStep,
  waitUntil,
} from '@dbaas-portal/plugin-dbaas-node';
import { SINGLE } from '../../../../../processes/kind';
import { AccountScene } from '../../../../../recipes/accounts';
import { probeThrough } from '../../../../../recipes/probe';
import { allMadeBy, madeBy, Seen, seenIn } from '../evidence';
import { CLUSTER_API, CLUSTER_KIND, clusterName, indexOf } from '../names';
import { renderCluster } from '../render';

export const LONG = 1800;

/** What every recipe looks at. On the way back, `spec` is where it leads. */
export type Scene = AccountScene & {
  /** Its journal is that of this way alone. */
  input: NextInput<KubernetesResource>;
  before?: InstanceSpec;
  seen: Seen;
  /** What pods that this operation makes anew are marked with. */
  mark: string;
};

export type Outcome = RecipeStep[] | Reason;

export function sceneOf(input: NextInput<KubernetesResource>): Scene {
  const { id, mode } = input.operation;
  const back = mode === 'clean-up';
  const previous = back ? input.target : input.before;
  return {
    input,
    spec: back ? input.before ?? input.target : input.target,
    ...(previous ? { before: previous } : {}),
    seen: seenIn(input.evidence.resources),
    mark: back ? `${id}-back` : id,
  };
}

export function nameOf({ input, spec, seen }: Scene): string {
  return (
    seen.cluster?.metadata.name ?? clusterName(spec, input.context.incarnation)
  );
}

export function targetOf(scene: Scene) {
  return {
    apiVersion: CLUSTER_API,
    kind: CLUSTER_KIND,
    name: nameOf(scene),
  };
}

export function membersOf(scene: Scene): string[] {
  const name = nameOf(scene);
  return Array.from({ length: scene.spec.members }, (_, i) => `${name}-${i}`);
}

/** Writes what is wanted; the pods stay as they are made, or are made anew. */
export function applyCluster(
  scene: Scene,
  title: LocalizedText,
  options: { id?: string; renew?: boolean } = {},
) {
  const mark = options.renew ? scene.mark : madeBy(scene.seen);
  return kubernetesStep.apply({ id: options.id ?? 'apply', title }, [
    renderCluster(scene.spec, scene.input.context, mark),
  ]);
}

/** Serves, with as many ready members as wanted and nothing to complain of. */
export function waitGreen(
  spec: InstanceSpec,
  and: (status: InstanceStatus) => boolean = () => true,
  id = 'ready',
): WaitStep {
  return waitUntil({
    id,
    title: {
      en: 'Wait until all members serve',
      zh: '等待所有成员就绪',
    },
    timeoutSeconds: LONG,
    until: status =>
      status.health === 'green' &&
      status.members.length === spec.members &&
      and(status),
  });
}

/**
 * Waits until all members serve, and then closes the replicas to writes: the
 * operator does so when one begins to follow, but not when it starts again.
 */
export function comeUp(
  scene: Scene,
  options: { renewed?: boolean; and?: () => boolean } = {},
): RecipeStep[] {
  const { spec, seen, mark } = scene;
  const { renewed = false, and = () => true } = options;
  const serving = waitUntil({
    id: 'serving',
    title: {
      en: renewed
        ? 'Wait until all members are made anew and serve'
        : 'Wait until all members serve',
      zh: renewed ? '等待所有成员重建并就绪' : '等待所有成员就绪',
    },
    timeoutSeconds: LONG,
    until: ({ health, members, reasons }) =>
      (health === 'green' || health === 'yellow') &&
      reasons.every(r => r.code === 'replica-takes-writes') &&
      members.length === spec.members &&
      (!renewed || allMadeBy(seen, mark)) &&
      and(),
  });
  const hold =
    spec.topology === SINGLE
      ? []
      : membersOf(scene).map(member =>
          driverStep(
            {
              id: `hold/${member}`,
              title: {
                en: `Close ${member} to writes if it is a replica`,
                zh: `若 ${member} 为副本,则设为只读`,
              },
            },
            'hold-replica',
            { member },
          ),
        );
  return [serving, ...hold, waitGreen(spec)];
}

const SWITCH = 'switch/';

/**
 * Hands the primary's role over and waits for it. To whom is decided once, and
 * stands in the id of the step; nothing where it is nobody.
 */
export function handOver(scene: Scene, wanted?: string): RecipeStep[] {
  const { input, spec, before = spec } = scene;
  const begun = input.journal.find(r => r.id.startsWith(SWITCH))?.id;
  const to = begun?.slice(SWITCH.length) ?? wanted;
  const podIndex = to === undefined ? undefined : indexOf(to);
  return podIndex === undefined
    ? []
    : [
        kubernetesStep.patch(
          {
            id: `${SWITCH}${to}`,
            title: { en: `Hand over to ${to}`, zh: `切换到 ${to}` },
            cancellable: false,
            pointOfNoReturn: true,
          },
          targetOf(scene),
          { replication: { primary: { podIndex } } },
        ),
        waitGreen(
          before,
          status =>
            status.members.some(m => m.name === to && m.role === 'primary'),
          'handed-over',
        ),
      ];
}

/** Replicas that could take over now, the one that is least behind first. */
export function heirs({ input }: Scene): string[] {
  return input.status.members
    .filter(m => m.role === 'replica' && m.ready)
    .sort((a, b) => (a.lagSeconds ?? 0) - (b.lagSeconds ?? 0))
    .map(m => m.name);
}

/** The operator itself leads back; we wait and prove it. */
export function settle(scene: Scene): RecipeStep[] {
  return scene.spec.running ? [...comeUp(scene), probeThrough(scene.spec)] : [];
}
