import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import {
  driverStep,
  KubernetesPod,
  kubernetesStep,
  listAt,
  mebibytesOf,
  objectAt,
  RecipeStep,
  offerReasons,
  textAt,
} from '@dbaas-portal/plugin-dbaas-node';
import { reasons } from '../../../reasons';
import { probe } from '../../../recipes/probe';
import { changedSettings, settingsOf } from '../../../settings';
import { imageOf, isRelease, releaseOf } from '../detect';
import { Seen } from '../evidence';
import {
  LONG,
  Scene,
  Outcome,
  targetOf,
  waitGreen,
  applyCluster,
} from './scene';

export function changeSettings(
  prefix: string,
  scene: Scene,
  from: InstanceSpec,
  to: InstanceSpec,
): RecipeStep[] {
  const { names } = changedSettings(from, to);
  const all = settingsOf(to);
  return [
    applyCluster(`${prefix}apply`, scene, to),
    ...(to.running
      ? [
          waitGreen(
            `${prefix}ready`,
            to,
            () => hasResources(scene.seen, to) && hasStorage(scene.seen, to),
          ),
          ...scene.seen.pods.map(pod =>
            driverStep(
              {
                id: `${prefix}verify-${pod.name}`,
                title: {
                  en: `Compare the settings of ${pod.name} with what is wanted`,
                  zh: `核对 ${pod.name} 的生效配置`,
                },
                timeoutSeconds: LONG,
              },
              'verify-settings',
              {
                member: pod.name,
                settings: Object.fromEntries(names.map(n => [n, all[n]])),
                patient: true,
              },
            ),
          ),
          probe(`${prefix}probe`, to),
        ]
      : []),
  ];
}

/** Whether every volume is as large as wanted, not only asked to be. */
function hasStorage(seen: Seen, spec: InstanceSpec): boolean {
  return seen.claims.every(
    ({ status }) =>
      mebibytesOf(objectAt(status?.capacity).storage) >=
      spec.resources.storageMib,
  );
}

/** Whether every pod was made with the memory that is wanted. */
function hasResources(seen: Seen, spec: InstanceSpec): boolean {
  return seen.pods.every(pod => {
    const container = listAt(pod.resource.spec?.containers)
      .map(objectAt)
      .find(c => c.name === 'postgres');
    const requests = objectAt(objectAt(container?.resources).requests);
    return requests.memory === `${spec.resources.memoryMib}Mi`;
  });
}

export function scale(
  prefix: string,
  scene: Scene,
  to: InstanceSpec,
): RecipeStep[] {
  return [
    applyCluster(`${prefix}apply`, scene, to),
    ...(to.running
      ? [waitGreen(`${prefix}ready`, to), probe(`${prefix}probe`, to)]
      : []),
  ];
}

/** Pods of the image are a promise; the servers themselves have to say it. */
export function upgrade(
  prefix: string,
  scene: Scene,
  to: InstanceSpec,
): RecipeStep[] {
  const release = releaseOf(to);
  const hasImage = ({ resource }: KubernetesPod) =>
    listAt(resource.spec?.containers)
      .map(objectAt)
      .some(c => c.name === 'postgres' && c.image === imageOf(to));
  return [
    applyCluster(`${prefix}apply`, scene, to, {
      title: {
        en: `Ask for release ${release}`,
        zh: `请求版本 ${release}`,
      },
    }),
    waitGreen(
      `${prefix}ready`,
      to,
      status =>
        scene.seen.pods.every(hasImage) &&
        status.members.every(m => isRelease(m.version, release)),
    ),
    probe(`${prefix}probe`, to),
  ];
}

export function switchover(scene: Scene): Outcome {
  const { input, seen, spec } = scene;
  const noted = input.journal.find(r => r.id === 'choose')?.output?.to;
  const current = textAt(seen.status.currentPrimary);
  const able = input.status.members.filter(
    m => m.role === 'replica' && m.ready && !m.reason,
  );
  const wanted = input.operation.input.member;
  const to =
    textAt(noted) ??
    (typeof wanted === 'string'
      ? able.find(m => m.name === wanted)?.name
      : able.sort((a, b) => (a.lagSeconds ?? 0) - (b.lagSeconds ?? 0))[0]
          ?.name);
  if (!to) {
    return typeof wanted === 'string'
      ? reasons.noSuchReplica(wanted)
      : offerReasons.noReadyReplica();
  }
  return [
    driverStep(
      {
        id: 'choose',
        title: { en: 'Write everything to disk', zh: '将数据写入磁盘' },
        timeoutSeconds: 300,
      },
      'checkpoint',
      { ...(current ? { member: current } : {}), to },
    ),
    kubernetesStep.patchStatus(
      {
        id: 'switch',
        title: { en: `Hand over to ${to}`, zh: `切换到 ${to}` },
        cancellable: false,
        pointOfNoReturn: true,
      },
      targetOf(scene),
      {
        targetPrimary: to,
        targetPrimaryTimestamp: input.context.now,
        phase: 'Switchover in progress',
        phaseReason: `Switching over to ${to}`,
      },
    ),
    waitGreen('ready', spec, status =>
      status.members.some(m => m.name === to && m.role === 'primary'),
    ),
    probe('probe', spec),
  ];
}
