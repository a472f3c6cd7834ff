import { InstanceSpec, Reason } from '@dbaas-portal/plugin-dbaas-common';
import {
  kubernetesStep,
  RecipeStep,
  textAt,
  waitUntil,
} from '@dbaas-portal/plugin-dbaas-node';
import { reasons } from '../../../reasons';
import { PAUSE } from '../names';
import { applyCluster, LONG, Scene } from './scene';

/** So long may the operator be paused for a member that does not end. */
const PAUSED_SECONDS = 90;

type Removal = {
  prefix: string;
  spec: InstanceSpec;
  members: string[];
  /** How many others have to be ready before one goes. */
  others: number;
};

/** What is a member of the cluster, or will be one. */
export function namesIn({ seen }: Scene): string[] {
  return [
    ...new Set([
      ...seen.pods.map(pod => pod.name),
      ...seen.claims.map(claim => claim.metadata.name),
    ]),
  ];
}

export function isPrimary({ seen }: Scene, member: string): boolean {
  const { currentPrimary, targetPrimary } = seen.status;
  return [currentPrimary, targetPrimary].includes(member);
}

const isPaused = ({ seen }: Scene) =>
  seen.cluster?.metadata.annotations?.[PAUSE] === 'disabled';

/** Why nothing may be removed now. While it is paused, the primary stays. */
function objection(scene: Scene, removal: Removal): Reason | undefined {
  const { members, others } = removal;
  const primary = textAt(scene.seen.status.currentPrimary);
  const wanted = members.find(member => isPrimary(scene, member));
  if (wanted) {
    return reasons.becamePrimary(wanted);
  }
  const staying = scene.seen.pods.filter(
    pod => pod.ready && !members.includes(pod.name),
  );
  return isPaused(scene) &&
    staying.length >= others &&
    staying.some(pod => pod.name === primary)
    ? undefined
    : reasons.tooFewCopies(staying.length);
}

/** A member with its volume, and what may still be making it. */
function targetsOf(members: string[]) {
  return members.flatMap(name => [
    { apiVersion: 'batch/v1', kind: 'Job', name: `${name}-join` },
    { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name },
    { apiVersion: 'v1', kind: 'Pod', name },
  ]);
}

/**
 * Removes members that we choose. The operator removes whom it likes; so it is
 * paused meanwhile, and only while it is, it is certain who the primary is.
 */
export function removeMembers(scene: Scene, removal: Removal): RecipeStep[] {
  const { prefix, spec, members } = removal;
  const { journal, context } = scene.input;
  const stateOf = (id: string) => journal.find(r => r.id === prefix + id);
  const isGone = () => !namesIn(scene).some(name => members.includes(name));
  const names = members.join(', ');
  const began = stateOf('remove')?.startedAt;
  const overdue =
    began !== undefined &&
    Date.parse(context.now) - Date.parse(began) > PAUSED_SECONDS * 1000;
  const pause = [
    applyCluster(`${prefix}pause`, scene, spec, {
      title: {
        en: 'Let the operator pause; nothing fails over',
        zh: '暂停 Operator(期间不会自动故障切换)',
      },
      cancellable: false,
      meanwhile: { paused: true },
    }),
    waitUntil({
      id: `${prefix}paused`,
      title: { en: 'Wait until it is paused', zh: '等待暂停生效' },
      timeoutSeconds: PAUSED_SECONDS,
      cancellable: false,
      until: () =>
        isPaused(scene) || Boolean(stateOf('resume') ?? stateOf('give-up')),
    }),
  ];
  const resume = applyCluster(`${prefix}resume`, scene, spec, {
    title: { en: 'Let the operator go on', zh: '恢复 Operator' },
    cancellable: false,
  });
  const why =
    stateOf('paused')?.state === 'succeeded' ||
    stateOf('give-up') ||
    isPaused(scene)
      ? objection(scene, removal)
      : undefined;
  if (why && !began && stateOf('pause')?.state === 'succeeded') {
    return [
      ...pause,
      applyCluster(`${prefix}give-up`, scene, spec, {
        title: { en: 'Let the operator go on', zh: '恢复 Operator' },
        cancellable: false,
        meanwhile: { members: scene.seen.pods.length },
      }),
      waitUntil({
        id: `${prefix}refused`,
        title: { en: `Leave ${names} as it is`, zh: `保留 ${names}` },
        timeoutSeconds: LONG,
        until: () => why,
      }),
    ];
  }
  return [
    ...pause,
    kubernetesStep.delete(
      {
        id: `${prefix}remove`,
        title: {
          en: `Remove ${names} with its volume`,
          zh: `移除 ${names} 及其存储卷`,
        },
        cancellable: false,
        pointOfNoReturn: true,
      },
      targetsOf(members),
    ),
    waitUntil({
      id: `${prefix}gone`,
      title: { en: 'Wait until it is gone', zh: '等待移除完成' },
      timeoutSeconds: 2 * PAUSED_SECONDS,
      cancellable: false,
      // Longer, nothing would fail over: the operator waits for it as well.
      until: () => isGone() || overdue,
    }),
    resume,
    waitUntil({
      id: `${prefix}away`,
      title: { en: `See that ${names} is gone`, zh: `确认 ${names} 已移除` },
      timeoutSeconds: LONG,
      cancellable: false,
      until: () => isGone() || reasons.memberStays(names),
    }),
  ];
}
