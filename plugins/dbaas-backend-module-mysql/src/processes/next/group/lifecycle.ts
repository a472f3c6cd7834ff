import {
  driverStep,
  localRecipe,
  localStep,
  RecipeStep,
} from '@dbaas-portal/plugin-dbaas-node';
import { probeThrough } from '../../../recipes/probe';
import { memberNames } from '../../members';
import {
  applyAll,
  isDone,
  primaryLast,
  Recipe,
  Scene,
  untilAnswering,
} from '../scene';
import { bootstrap, isLed, join, keep } from './members';

const BEGIN = 'begin';
const END = 'end';
const POSITION = 'position/';
/**
 * A server that looks for a group that is no more does not end in minutes. To
 * be killed costs it nothing: what it acknowledged is on its disk.
 */
const HOPELESS_SECONDS = 2;

/** A group of members that have just been made and hold nothing. */
export function formGroup(scene: Scene): RecipeStep[] {
  const [first, ...others] = memberNames(scene.spec.members);
  // Begun once: a second beginning would make a second group.
  const begun = isLed(scene.input.status) || isDone(scene, 'join/');
  return [
    ...(begun ? [] : [bootstrap(first)]),
    ...(begun ? [first, ...others] : others).flatMap(join),
    keep(scene),
  ];
}

function electedOf(scene: Scene): string | undefined {
  const found = scene.input.journal.find(r => r.id === 'elect')?.output
    ?.elected;
  return typeof found === 'string' ? found : undefined;
}

/** Begins the group anew from the member that has all that the others have. */
function beginAnew(scene: Scene): RecipeStep[] {
  const members = memberNames(scene.spec.members);
  const positions = Object.fromEntries(
    scene.input.journal.flatMap(r =>
      r.id.startsWith(POSITION) && typeof r.output?.position === 'string'
        ? [[r.id.slice(POSITION.length), r.output.position]]
        : [],
    ),
  );
  const elected = electedOf(scene) ?? members[0];
  return [
    ...members.map(member =>
      driverStep(
        {
          id: `${POSITION}${member}`,
          title: {
            en: `Ask ${member} for what it has`,
            zh: `查询 ${member} 的事务位置`,
          },
        },
        'group-position',
        { member },
      ),
    ),
    driverStep(
      {
        id: 'elect',
        title: {
          en: 'Find the member that has every transaction',
          zh: '查找拥有全部事务的成员',
        },
      },
      'group-elect',
      { member: members[0], positions },
    ),
    bootstrap(elected),
    ...members.filter(m => m !== elected).flatMap(join),
  ];
}

/** Starts all members, and the group where it does not live any more. */
export const startGroup: Recipe = scene => {
  const { spec, input } = scene;
  const members = memberNames(spec.members);
  const alive = isLed(input.status) && !isDone(scene, POSITION);
  return [
    applyAll(
      scene,
      { en: 'Start the members', zh: '启动成员' },
      { id: BEGIN, waiting: members },
    ),
    untilAnswering(members),
    ...(alive ? members.flatMap(join) : beginAnew(scene)),
    keep(scene),
    localRecipe.untilServing(spec),
    probeThrough(spec),
  ];
};

/** The primary last: each that ends before would be an election else. */
export const stopGroup: Recipe = scene => [
  applyAll(
    scene,
    { en: 'Stop the members', zh: '停止成员' },
    { order: primaryLast(scene) },
  ),
  localRecipe.untilStopped('ended'),
];

/** One by one, each back in the group before the next: it keeps its quorum. */
export function restartInTurn(members: string[]): RecipeStep[] {
  return members.flatMap(member => [
    localStep.restart(
      {
        id: `restart/${member}`,
        title: { en: `Restart ${member}`, zh: `重启 ${member}` },
        timeoutSeconds: 120,
      },
      [member],
    ),
    untilAnswering([member], `answer/${member}`),
    ...join(member),
  ]);
}

/** Where the group lives, in turn; where it does not, all at once and anew. */
export const restartGroup: Recipe = scene => {
  const { spec, input } = scene;
  const asked = input.operation.input.member;
  const inTurn =
    isDone(scene, 'restart/') ||
    (!isDone(scene, END) && (isLed(input.status) || typeof asked === 'string'));
  if (inTurn) {
    return [
      ...restartInTurn(
        typeof asked === 'string' ? [asked] : primaryLast(scene),
      ),
      localRecipe.untilServing(spec),
      probeThrough(spec),
    ];
  }
  // Once members start again, nothing may wait for their end any more.
  const end = isDone(scene, BEGIN)
    ? []
    : [
        applyAll(
          { ...scene, spec: { ...spec, running: false } },
          {
            en: 'Stop the members: their group has ended',
            zh: '停止成员:复制组已失效',
          },
          { id: END, stopSeconds: HOPELESS_SECONDS },
        ),
        localRecipe.untilStopped('ended'),
      ];
  return [...end, ...startGroup(scene)];
};
