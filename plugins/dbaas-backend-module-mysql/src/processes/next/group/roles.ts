import {
  driverStep,
  localRecipe,
  localStep,
  RecipeStep,
} from '@dbaas-portal/plugin-dbaas-node';
import { probeThrough } from '../../../recipes/probe';
import { memberNames } from '../../members';
import { groupSeeds } from '../../members';
import {
  applyAll,
  isDone,
  Recipe,
  refuseSwitchover,
  replicasReady,
  Scene,
  untilAnswering,
} from '../scene';
import { join, keep, LEAD, lead, untilLed } from './members';

function handOver(scene: Scene, to: string): RecipeStep[] {
  const done = scene.input.journal.find(r => r.id.startsWith(LEAD));
  const [, from = scene.primary, member = to] = done?.id.split('/') ?? [];
  return from === member ? [] : [lead(from, member), untilLed(member)];
}

export const switchoverGroup: Recipe = scene => {
  const asked = scene.input.operation.input.member;
  const ready = replicasReady(scene);
  const wanted = typeof asked === 'string' ? asked : ready[0];
  if (
    !isDone(scene, LEAD) &&
    wanted !== scene.primary &&
    !ready.includes(wanted)
  ) {
    return [refuseSwitchover];
  }
  return [
    ...handOver(scene, wanted),
    localRecipe.untilServing(scene.spec),
    probeThrough(scene.spec),
  ];
};

/** The group does it or does not: what it did is led back. */
export const undoSwitchoverGroup: Recipe = scene => {
  const done = scene.history.find(r => r.id.startsWith(LEAD));
  const [, from, to] = done?.id.split('/') ?? [];
  return [
    ...(from && to && scene.input.status.members.some(m => m.name === from)
      ? [lead(to, from), untilLed(from)]
      : []),
    localRecipe.untilServing(scene.spec),
  ];
};

/** Who is in the group must know where to look for the others. */
function tellSeeds(scene: Scene): RecipeStep[] {
  const members = memberNames(scene.spec.members);
  const seeds = groupSeeds(scene.input.status, members);
  return members.map(member =>
    driverStep(
      {
        id: `seeds/${member}`,
        title: {
          en: `Tell ${member} who is in the group`,
          zh: `向 ${member} 告知组成员`,
        },
      },
      'configure',
      { member, settings: { group_replication_group_seeds: seeds } },
    ),
  );
}

/**
 * More members: start them and let them join. Fewer: the highest numbers go,
 * each by leaving the group; one that leads hands its role over before.
 */
export const scaleGroup: Recipe = scene => {
  const { spec, before } = scene;
  const kept = memberNames(spec.members);
  const had = memberNames(before?.members ?? spec.members);
  const gone = had.filter(m => !kept.includes(m));
  const added = kept.filter(m => !had.includes(m));
  const heir = replicasReady(scene).find(m => kept.includes(m)) ?? kept[0];
  const moves = isDone(scene, LEAD) || gone.includes(scene.primary);
  return [
    ...(moves ? handOver(scene, heir) : []),
    applyAll(
      scene,
      added.length > 0
        ? { en: 'Start the new members', zh: '启动新成员' }
        : { en: 'Let the others form the group', zh: '由其余成员组成复制组' },
      { id: 'begin', waiting: added },
    ),
    ...(added.length > 0 ? [untilAnswering(added)] : []),
    // A copy of the data ends with a restart, after which it joins by itself.
    ...(added.length > 0 ? [keep(scene)] : []),
    ...added.flatMap(join),
    ...(gone.length > 0
      ? [
          localStep.remove(
            {
              id: 'remove',
              title: {
                en: `Stop ${gone.join(', ')} and delete their data`,
                zh: `停止 ${gone.join('、')} 并删除数据`,
              },
            },
            gone,
          ),
        ]
      : []),
    ...tellSeeds(scene),
    localRecipe.untilServing(spec),
    probeThrough(spec),
  ];
};
