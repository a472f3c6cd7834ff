import {
  driverStep,
  localRecipe,
  RecipeStep,
  waitUntil,
} from '@dbaas-portal/plugin-dbaas-node';
import { probeThrough } from '../../recipes/probe';
import { memberNames } from '../members';
import {
  applyAll,
  follow,
  isDone,
  Recipe,
  refuseSwitchover,
  replicasReady,
  Scene,
} from './scene';

const CATCH_UP_SECONDS = 60;
const HOLD = 'hold/';
const FENCE = 'fence/';
const PROMOTE = 'promote/';

export type HandOver = { from: string; to: string };

/**
 * From whom to whom is decided once and stands in the id of the first steps,
 * because after them the servers say something else.
 */
export function decided(scene: Scene, wanted: string): HandOver {
  return begunHandOver(scene) ?? { from: scene.primary, to: wanted };
}

function fenceSteps(scene: Scene, { from, to }: HandOver): RecipeStep[] {
  const fence = `${FENCE}${from}/${to}`;
  const position = scene.input.journal.find(r => r.id === fence)?.output
    ?.position;
  return [
    // First for good: a primary that restarts now must not take writes again.
    applyAll(
      scene,
      {
        en: `Let ${from} take no writes from its next start on`,
        zh: `使 ${from} 下次启动后不再接受写入`,
      },
      { id: `${HOLD}${from}/${to}`, writer: undefined, address: from },
    ),
    driverStep(
      {
        id: fence,
        title: {
          en: `End the writes on ${from}`,
          zh: `停止 ${from} 上的写入`,
        },
        timeoutSeconds: 90,
      },
      'fence',
      { member: from },
    ),
    driverStep(
      {
        id: `catch-up/${to}`,
        title: {
          en: `Wait until ${to} has every write of ${from}`,
          zh: `等待 ${to} 获得 ${from} 的全部写入`,
        },
        timeoutSeconds: CATCH_UP_SECONDS + 15,
      },
      'catch-up',
      {
        member: to,
        position: typeof position === 'string' ? position : '',
        seconds: CATCH_UP_SECONDS,
      },
    ),
  ];
}

function promoteSteps(
  scene: Scene,
  { from, to }: HandOver,
  members: string[],
): RecipeStep[] {
  return [
    applyAll(
      scene,
      {
        en: `Point the address to ${to}`,
        zh: `将访问地址指向 ${to}`,
      },
      { id: `address/${to}`, writer: to, address: to },
    ),
    driverStep(
      {
        id: `${PROMOTE}${to}`,
        title: { en: `Make ${to} the primary`, zh: `将 ${to} 提升为主节点` },
      },
      'promote',
      { member: to },
    ),
    follow(scene, from, to, true),
    ...members
      .filter(m => m !== from && m !== to)
      .map(m => follow(scene, m, to)),
  ];
}

/** Hands the primary's role over without losing a write. */
export function handOver(
  scene: Scene,
  roles: HandOver,
  members: string[],
): RecipeStep[] {
  return roles.from === roles.to
    ? []
    : [
        ...fenceSteps(scene, roles),
        ...promoteSteps(scene, roles, members),
        waitUntil({
          id: `primary/${roles.to}`,
          title: {
            en: `Wait until ${roles.to} is the primary`,
            zh: `等待 ${roles.to} 成为主节点`,
          },
          timeoutSeconds: 60,
          until: status =>
            status.members.some(
              m => m.name === roles.to && m.role === 'primary' && m.ready,
            ),
        }),
      ];
}

export const switchover: Recipe = scene => {
  const asked = scene.input.operation.input.member;
  const ready = replicasReady(scene);
  const wanted = typeof asked === 'string' ? asked : ready[0];
  if (
    !isDone(scene, HOLD) &&
    wanted !== scene.primary &&
    !ready.includes(wanted)
  ) {
    return [refuseSwitchover];
  }
  const members = memberNames(scene.spec.members);
  return [
    ...handOver(scene, decided(scene, wanted), members),
    localRecipe.untilServing(scene.spec),
    probeThrough(scene.spec),
  ];
};

/** From whom to whom the way there handed over, if it had begun to. */
export function begunHandOver(scene: Scene): HandOver | undefined {
  const begun = scene.history.find(r => r.id.startsWith(HOLD));
  const [, from, to] = begun?.id.split('/') ?? [];
  return from && to ? { from, to } : undefined;
}

/**
 * Before the replica was made the primary, the old one gets its role back;
 * after it, the way forward is the only one that loses nothing.
 */
export function settle(scene: Scene): { leader: string; steps: RecipeStep[] } {
  const begun = begunHandOver(scene);
  const members = memberNames(scene.spec.members);
  const promoted = scene.history.some(r => r.id.startsWith(PROMOTE));
  if (begun && promoted) {
    return { leader: begun.to, steps: promoteSteps(scene, begun, members) };
  }
  const leader = begun?.from ?? scene.primary;
  return {
    leader,
    steps: [
      applyAll(
        scene,
        { en: `Let ${leader} take writes again`, zh: `恢复 ${leader} 的写入` },
        { writer: leader, address: leader },
      ),
      driverStep(
        {
          id: `${PROMOTE}${leader}`,
          title: {
            en: `Let ${leader} be the primary`,
            zh: `保持 ${leader} 为主节点`,
          },
        },
        'promote',
        { member: leader },
      ),
      ...members
        .filter(m => m !== leader)
        .map(member => follow(scene, member, leader)),
    ],
  };
}

export const undoSwitchover: Recipe = scene => [
  ...settle(scene).steps,
  localRecipe.untilServing(scene.spec),
];
