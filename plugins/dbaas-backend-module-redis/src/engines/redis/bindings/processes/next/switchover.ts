import { InstanceStatus } from '@dbaas-portal/plugin-dbaas-common';
import {
  driverStep,
  followRecipe,
  Next,
  RecipeStep,
  Step,
  waitUntil,
} from '@dbaas-portal/plugin-dbaas-node';
import { settingText } from '../../../parameters';
import { dataMembers, SENTINEL_GROUP, sentinelMembers } from '../names';
import {
  addressOfMember,
  currentPrimary,
  Input,
  pointAddress,
  probeThrough,
  untilGreen,
} from './common';

const HAND_OVER_MS = 30_000;
/** Short, because the Sentinels cannot write to the primary meanwhile. */
const PAUSE_MS = 3_000;

/**
 * Who the roles go from and to is decided once: the first step that tells both
 * holds it, because after the hand-over the evidence says something else.
 */
export function decided(
  input: Input,
  target: string,
): { from: string; to: string } {
  const done = input.journal.find(r => /^(prefer|hand-over)\//.test(r.id));
  const [, from, to] = done ? done.id.split('/') : [];
  return from && to
    ? { from, to }
    : { from: currentPrimary(input), to: target };
}

const becomes = (member: string) => (status: InstanceStatus) =>
  status.members.some(
    m => m.name === member && m.role === 'primary' && m.ready,
  );

export function follow(input: Input, member: string, primary: string): Step {
  return driverStep(
    {
      id: `follow/${member}`,
      title: {
        en: `Let ${member} follow ${primary}`,
        zh: `让 ${member} 跟随 ${primary}`,
      },
    },
    'follow',
    { member, ...addressOfMember(input.status, primary) },
  );
}

/** Takes back what a hand-over set for its time. */
function resume(input: Input, member: string): Step {
  return driverStep(
    {
      id: `resume/${member}`,
      title: {
        en: `Let ${member} take writes as before whenever it leads`,
        zh: `恢复 ${member} 作为主节点时的写入设置`,
      },
    },
    'configure',
    {
      member,
      settings: {
        'replica-priority': '100',
        'min-replicas-to-write': settingText(
          input.target.parameters['min-replicas-to-write'] ?? 0,
        ),
      },
    },
  );
}

/** With Sentinels, they do it: the wanted replica gets the best priority. */
function bySentinel(input: Input, from: string, to: string): RecipeStep[] {
  const priority = (value: string, id: string): Step =>
    driverStep(
      {
        id,
        title: {
          en: `Set the priority of ${to}`,
          zh: `设置 ${to} 的优先级`,
        },
      },
      'configure',
      { member: to, settings: { 'replica-priority': value } },
    );
  return [
    priority('1', `prefer/${from}/${to}`),
    driverStep(
      {
        id: `quiesce/${from}`,
        title: {
          en: `Hold writes back until ${to} has all of them`,
          zh: `暂停写入,直至 ${to} 完全同步`,
        },
      },
      'quiesce',
      {
        member: from,
        port: addressOfMember(input.status, to).port,
        pauseMs: PAUSE_MS,
        replicas: input.target.members - 1,
      },
    ),
    driverStep(
      {
        id: `hand-over/${from}/${to}`,
        title: {
          en: 'Ask the Sentinels to fail over',
          zh: '请求哨兵执行切换',
        },
      },
      'sentinel-failover',
      { member: sentinelMembers(input.target)[0], group: SENTINEL_GROUP },
    ),
    waitUntil({
      id: 'primary',
      title: { en: `Wait until ${to} is primary`, zh: `等待 ${to} 成为主节点` },
      timeoutSeconds: 60,
      until: becomes(to),
    }),
    priority('100', 'prefer-none'),
    resume(input, from),
  ];
}

function byHand(input: Input, from: string, to: string): RecipeStep[] {
  const others = dataMembers(input.before?.members ?? input.target.members);
  return [
    driverStep(
      {
        id: `hand-over/${from}/${to}`,
        title: {
          en: `Hand the role of ${from} to ${to}`,
          zh: `将 ${from} 的角色交给 ${to}`,
        },
        timeoutSeconds: 60,
      },
      'hand-over',
      {
        member: from,
        ...addressOfMember(input.status, to),
        timeoutMs: HAND_OVER_MS,
      },
    ),
    driverStep(
      {
        id: `keep-role/${to}`,
        title: {
          en: `Let ${to} keep its role over restarts`,
          zh: `让 ${to} 在重启后保持角色`,
        },
      },
      'keep-role',
      { member: to },
    ),
    ...pointAddress(input, to),
    ...others
      .filter(m => m !== from && m !== to)
      .map(m => follow(input, m, to)),
  ];
}

export function handOver(input: Input, wanted: string): RecipeStep[] {
  const { from, to } = decided(input, wanted);
  if (from === to) {
    return [];
  }
  return sentinelMembers(input.target).length > 0
    ? bySentinel(input, from, to)
    : byHand(input, from, to);
}

function bestReplica(input: Input): string {
  const replicas = input.status.members
    .filter(m => m.role === 'replica' && m.ready)
    .sort((a, b) => (a.lagSeconds ?? 0) - (b.lagSeconds ?? 0));
  return replicas[0]?.name ?? currentPrimary(input);
}

export function switchover(input: Input): Next {
  const asked = input.operation.input.member;
  const wanted = typeof asked === 'string' ? asked : bestReplica(input);
  return followRecipe(
    [
      ...handOver(input, wanted),
      untilGreen(input.target),
      probeThrough(input.target),
    ],
    input,
  );
}

/**
 * Ends a switchover that failed, whoever leads by then: nothing is handed back,
 * which would interrupt once more. Everybody follows the primary that is there,
 * the address too, and what was set for the hand-over is taken back.
 */
export function undoSwitchover(input: Input): Next {
  const members = dataMembers(input.target.members);
  const noted = input.journal.find(r => r.id.startsWith('keep-role/'));
  const primary = noted ? noted.id.split('/')[1] : currentPrimary(input);
  const byHandOnly = sentinelMembers(input.target).length === 0;
  return followRecipe(
    [
      // Guessing wrong would let the one that has the last writes follow.
      waitUntil({
        id: 'look',
        title: { en: 'See who is the primary', zh: '确认当前主节点' },
        timeoutSeconds: 60,
        until: ({ members: seen }) =>
          seen.filter(m => m.role === 'primary' && m.ready).length === 1,
      }),
      driverStep(
        {
          id: `keep-role/${primary}`,
          title: {
            en: `Let ${primary} keep its role over restarts`,
            zh: `让 ${primary} 在重启后保持角色`,
          },
        },
        'keep-role',
        { member: primary },
      ),
      ...members.map(member => resume(input, member)),
      ...(byHandOnly
        ? [
            ...pointAddress(input, primary),
            ...members
              .filter(m => m !== primary)
              .map(m => follow(input, m, primary)),
          ]
        : []),
      untilGreen(input.target),
      probeThrough(input.target),
    ],
    input,
  );
}
