import {
  conditionOf,
  kubernetesStep,
  numberAt,
  offerReasons,
  RecipeStep,
  Step,
  textAt,
  waitUntil,
} from '@dbaas-portal/plugin-dbaas-node';
import { probeThrough } from '../../../../../recipes/probe';
import {
  BACKUP_API,
  BACKUP_KIND,
  copyName,
  indexOf,
  seedName,
  volumeName,
} from '../names';
import { reasons } from '../reasons';
import { renderSeed } from '../render';
import {
  applyCluster,
  comeUp,
  handOver,
  heirs,
  LONG,
  membersOf,
  nameOf,
  Outcome,
  Scene,
  waitGreen,
} from './scene';

const SCALED = 'ScaledOut';

const claim = (name: string) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  name,
});

/** What the operator cannot do about new members, in its own words. */
function refusal({ seen }: Scene) {
  const scaled = conditionOf(seen.status, SCALED);
  const message = textAt(scaled?.message);
  return scaled?.status === 'False' &&
    scaled.reason === 'ScaleOutError' &&
    message
    ? reasons.operatorReports(message)
    : undefined;
}

/** How many there are is the cluster's to say: an attempt may have stopped half-way. */
function applyMembers(scene: Scene): Step {
  const { members } = scene.spec;
  return applyCluster(scene, {
    en: `Change the cluster to ${members} members`,
    zh: `将集群调整为 ${members} 个成员`,
  });
}

/**
 * Members that shall be made and that the cluster does not have. The operator
 * fills no volume that is there; one that a member left is out of date.
 */
function former(scene: Scene): string[] {
  const { cluster, pods } = scene.seen;
  const there = numberAt(cluster?.spec?.replicas) ?? 0;
  // With none, it stands still: every volume is somebody's.
  return there > 0
    ? membersOf(scene)
        .slice(there)
        .filter(member => !pods.some(pod => pod.name === member))
    : [];
}

/**
 * The operator fills a new replica from a copy of another member's data, which
 * it takes as this template says, and leaves lying.
 */
function grow(scene: Scene): RecipeStep[] {
  const cluster = nameOf(scene);
  const left = former(scene);
  return [
    ...(left.length > 0
      ? [
          kubernetesStep.delete(
            {
              id: 'left',
              title: {
                en: 'Remove what former members of the same names left',
                zh: '清理同名旧成员的遗留存储卷',
              },
            },
            left.map(member => claim(volumeName(member))),
          ),
        ]
      : []),
    kubernetesStep.apply(
      {
        id: 'seed',
        title: {
          en: 'Say where the data of new members come from',
          zh: '指定新成员的数据来源',
        },
      },
      [renderSeed(scene.spec, scene.input.context)],
    ),
    applyMembers(scene),
    waitUntil({
      id: 'filled',
      title: {
        en: 'Wait until new members are filled with a copy of the data',
        zh: '等待新成员完成数据复制',
      },
      timeoutSeconds: LONG,
      until: () =>
        refusal(scene) ?? scene.seen.pods.length === scene.spec.members,
    }),
    ...comeUp(scene, {
      and: () => conditionOf(scene.seen.status, SCALED)?.status !== 'False',
    }),
    kubernetesStep.delete(
      {
        id: 'clear',
        title: { en: 'Remove the copy of the data', zh: '移除数据副本' },
      },
      [
        { apiVersion: BACKUP_API, kind: BACKUP_KIND, name: seedName(cluster) },
        claim(copyName(cluster)),
      ],
    ),
    probeThrough(scene.spec),
  ];
}

/** Those with the highest numbers go: the primary must be none of them. */
function shrink(scene: Scene, from: number): Outcome {
  const { spec, input } = scene;
  const cluster = nameOf(scene);
  const stays = (member: string) =>
    (indexOf(member) ?? spec.members) < spec.members;
  const leaves = input.status.members.some(
    m => m.role === 'primary' && !stays(m.name),
  );
  const move = handOver(
    scene,
    leaves ? heirs(scene).find(name => stays(name)) : undefined,
  );
  if (leaves && move.length === 0) {
    return offerReasons.noReadyReplica();
  }
  const gone = Array.from(
    { length: from - spec.members },
    (_, i) => `${cluster}-${spec.members + i}`,
  );
  return [
    ...move,
    applyMembers(scene),
    waitGreen(spec),
    kubernetesStep.delete(
      {
        id: 'volumes',
        title: {
          en: 'Delete the volumes of the members that went',
          zh: '删除已移除成员的存储卷',
        },
      },
      gone.map(member => claim(volumeName(member))),
    ),
    probeThrough(spec),
  ];
}

export function scale(scene: Scene): Outcome {
  const { spec, before = spec } = scene;
  return spec.members < before.members
    ? shrink(scene, before.members)
    : grow(scene);
}
