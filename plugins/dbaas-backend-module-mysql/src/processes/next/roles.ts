import {
  driverStep,
  localStep,
  RecipeStep,
  waitUntil,
} from '@dbaas-portal/plugin-dbaas-node';
import { memberNames } from '../members';
import { noReplica } from '../reasons';
import {
  applyAll,
  follow,
  probeThrough,
  Recipe,
  Scene,
  untilAnswering,
  untilGreen,
} from './scene';

const CATCH_UP_SECONDS = 60;
const HOLD = 'hold/';
const FENCE = 'fence/';
const PROMOTE = 'promote/';

type HandOver = { from: string; to: string };

/**
 * From whom to whom is decided once and stands in the id of the first steps,
 * because after them the servers say something else.
 */
function decided(scene: Scene, wanted: string): HandOver {
  const done = scene.input.journal.find(r => r.id.startsWith(HOLD));
  const [, from, to] = done?.id.split('/') ?? [];
  return from && to ? { from, to } : { from: scene.primary, to: wanted };
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
function handOver(
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

/** The replicas that could take over, the one that is least behind first. */
function readyReplicas(scene: Scene): string[] {
  return scene.input.status.members
    .filter(m => m.role === 'replica' && m.ready)
    .sort((a, b) => (a.lagSeconds ?? 0) - (b.lagSeconds ?? 0))
    .map(m => m.name);
}

/** Fails before anything is done where nobody could take over. */
const refuse = waitUntil({
  id: 'replica',
  title: { en: 'Look for a replica that is ready', zh: '查找可接管的副本' },
  timeoutSeconds: 1,
  until: () => noReplica,
});

export const switchover: Recipe = scene => {
  const { operation, journal } = scene.input;
  const asked = operation.input.member;
  const ready = readyReplicas(scene);
  const wanted = typeof asked === 'string' ? asked : ready[0];
  const begun = journal.some(r => r.id.startsWith(HOLD));
  if (!begun && wanted !== scene.primary && !ready.includes(wanted)) {
    return [refuse];
  }
  const members = memberNames(scene.spec.members);
  return [
    ...handOver(scene, decided(scene, wanted), members),
    untilGreen(scene.spec),
    probeThrough(scene.spec),
  ];
};

/**
 * Before the replica was made the primary, the old one gets its role back;
 * after it, the way forward is the only one that loses nothing.
 */
export const undoSwitchover: Recipe = scene => {
  const begun = scene.input.journal.find(r => r.id.startsWith(HOLD));
  const [, from, to] = begun?.id.split('/') ?? [];
  const primary = from ?? scene.primary;
  const others = memberNames(scene.spec.members).filter(m => m !== primary);
  const promoted = scene.input.journal.some(r => r.id.startsWith(PROMOTE));
  if (from && to && promoted) {
    return [
      ...promoteSteps(scene, { from, to }, memberNames(scene.spec.members)),
      untilGreen(scene.spec),
    ];
  }
  return [
    applyAll(
      scene,
      { en: `Let ${primary} take writes again`, zh: `恢复 ${primary} 的写入` },
      { writer: primary, address: primary },
    ),
    driverStep(
      {
        id: `${PROMOTE}${primary}`,
        title: {
          en: `Let ${primary} be the primary`,
          zh: `保持 ${primary} 为主节点`,
        },
      },
      'promote',
      { member: primary },
    ),
    ...others.map(member => follow(scene, member, primary)),
    untilGreen(scene.spec),
  ];
};

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
  const roles = decided(scene, kept[0]);
  const moves = gone.includes(roles.from);
  const leader = moves ? roles.to : roles.from;
  // The hand-over happens among the members as they were.
  const among = { ...scene, spec: { ...spec, members: had.length } };
  return [
    ...(moves ? handOver(among, roles, had) : []),
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
    applyAll(
      scene,
      { en: 'Start the new members', zh: '启动新成员' },
      { writer: leader, address: leader },
    ),
    ...(added.length > 0 ? [untilAnswering(added)] : []),
    ...added.map(member => follow(scene, member, leader)),
    untilGreen(spec),
    probeThrough(spec),
  ];
};
