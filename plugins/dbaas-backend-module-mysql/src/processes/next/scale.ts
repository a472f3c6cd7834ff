import {
  driverStep,
  localRecipe,
  localStep,
  RecipeStep,
  waitUntil,
} from '@dbaas-portal/plugin-dbaas-node';
import { probeThrough } from '../../recipes/probe';
import { memberNames } from '../members';
import { begunHandOver, decided, handOver, settle } from './roles';
import {
  applyAll,
  follow,
  portOf,
  Recipe,
  replicasReady,
  Scene,
  untilAnswering,
} from './scene';

const COPY_SECONDS = 3_600;
const REMOVE = 'remove';

/** Puts the primary's data into a new member, which restarts with them. */
function fill(scene: Scene, member: string, from: string): RecipeStep[] {
  return [
    driverStep(
      {
        id: `copy/${member}`,
        title: {
          en: `Copy the data of ${from} to ${member}`,
          zh: `将 ${from} 的数据复制到 ${member}`,
        },
        timeoutSeconds: COPY_SECONDS,
      },
      'copy',
      { member, port: portOf(scene, from) },
    ),
    waitUntil({
      id: `copied/${member}`,
      title: {
        en: `Wait until ${member} is up with them`,
        zh: `等待 ${member} 以该数据启动`,
      },
      timeoutSeconds: 300,
      // The position comes with the copy; without one it is still as made.
      until: (_status, { probes }) => {
        const at = (name: string) =>
          probes.flatMap(p =>
            p.ok && p.member === name ? [p.probe.facts.position] : [],
          )[0];
        return (
          at(member) !== undefined && (at(member) !== '' || at(from) === '')
        );
      },
    }),
  ];
}

function bringIn(scene: Scene, added: string[], leader: string): RecipeStep[] {
  return added.length === 0
    ? []
    : [
        untilAnswering(added),
        ...(scene.kind.copies
          ? added.flatMap(m => fill(scene, m, leader))
          : []),
        ...added.map(member => follow(scene, member, leader)),
      ];
}

function remove(gone: string[]): RecipeStep[] {
  return gone.length === 0
    ? []
    : [
        localStep.remove(
          {
            id: REMOVE,
            title: {
              en: `Stop ${gone.join(', ')} and delete their data`,
              zh: `停止 ${gone.join('、')} 并删除数据`,
            },
          },
          gone,
        ),
      ];
}

/**
 * More members: start them and let them follow whoever is primary. Fewer: the
 * highest numbers go; if the primary is among them, its role goes first.
 */
export const scale: Recipe = scene => {
  const { spec, before } = scene;
  const kept = memberNames(spec.members);
  const had = memberNames(before?.members ?? spec.members);
  const gone = had.filter(m => !kept.includes(m));
  const added = kept.filter(m => !had.includes(m));
  const heir = replicasReady(scene).find(m => kept.includes(m)) ?? kept[0];
  const roles = decided(scene, heir);
  const moves = gone.includes(roles.from);
  const leader = moves ? roles.to : roles.from;
  // The hand-over happens among the members as they were.
  const among = { ...scene, spec: { ...spec, members: had.length } };
  return [
    ...(moves ? handOver(among, roles, had) : []),
    ...remove(gone),
    applyAll(
      scene,
      { en: 'Start the new members', zh: '启动新成员' },
      { writer: leader, address: leader },
    ),
    ...bringIn(scene, added, leader),
    localRecipe.untilServing(spec),
    probeThrough(spec),
  ];
};

/**
 * Back to as many as before. Members that were to go are still there, with
 * their roles, until the step that removes them; after it they are made anew.
 */
export const undoScale: Recipe = scene => {
  const { spec, before } = scene;
  const wanted = memberNames(spec.members);
  const had = memberNames(before?.members ?? spec.members);
  const removed = scene.history.some(r => r.id === REMOVE);
  const settled =
    removed || !begunHandOver(scene)
      ? { leader: scene.primary, steps: [] }
      : settle(scene);
  const { leader, steps } = settled;
  return [
    ...steps,
    ...remove(had.filter(m => !wanted.includes(m))),
    applyAll(
      scene,
      { en: 'Bring back the members as before', zh: '恢复原有成员' },
      { id: 'keep', writer: leader, address: leader },
    ),
    ...bringIn(
      scene,
      removed ? wanted.filter(m => !had.includes(m)) : [],
      leader,
    ),
    localRecipe.untilServing(spec),
  ];
};
