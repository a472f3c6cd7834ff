import { InstanceStatus } from '@dbaas-portal/plugin-dbaas-common';
import {
  driverStep,
  followRecipe,
  localStep,
  Next,
  RecipeStep,
  Step,
  waitUntil,
  WaitStep,
} from '@dbaas-portal/plugin-dbaas-node';
import { settingText } from '../../../parameters';
import { dataMembers, SENTINEL_GROUP, sentinelMembers } from '../names';
import {
  addressOfMember,
  applyAll,
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
 * Who the roles go from and to is decided once: the first step's output holds
 * it, because after the hand-over the evidence says something else.
 */
function decided(input: Input, target: string): { from: string; to: string } {
  const done = input.journal.find(r => r.id.startsWith('hand-over/'));
  const [, from, to] = done ? done.id.split('/') : [];
  return from && to
    ? { from, to }
    : { from: currentPrimary(input), to: target };
}

const becomes = (member: string) => (status: InstanceStatus) =>
  status.members.some(
    m => m.name === member && m.role === 'primary' && m.ready,
  );

function follow(input: Input, member: string, primary: string): Step {
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
    priority('1', 'prefer'),
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
    driverStep(
      {
        id: `resume/${from}`,
        title: {
          en: `Let ${from} take writes as before, should it lead again`,
          zh: `恢复 ${from} 的写入设置,以便其再次成为主节点`,
        },
      },
      'configure',
      {
        member: from,
        settings: {
          'min-replicas-to-write': settingText(
            input.target.parameters['min-replicas-to-write'] ?? 0,
          ),
        },
      },
    ),
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

function handOver(input: Input, wanted: string): RecipeStep[] {
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

/** A server that just began takes no commands yet. */
function untilAnswered(members: string[]): WaitStep {
  return waitUntil({
    id: 'answer',
    title: { en: 'Wait until they answer', zh: '等待其响应' },
    timeoutSeconds: 60,
    until: status =>
      members.every(name =>
        status.members.some(m => m.name === name && m.role !== 'unknown'),
      ),
  });
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
 * More members: start them and let them follow whoever is primary. Fewer: the
 * highest numbers go; if the primary is among them, its role goes first.
 */
export function scale(input: Input): Next {
  const kept = dataMembers(input.target.members);
  const had = dataMembers(input.before?.members ?? input.target.members);
  const gone = had.filter(m => !kept.includes(m));
  const added = kept.filter(m => !had.includes(m));
  const primary = decided(input, kept[0]);
  const steps: RecipeStep[] = gone.includes(primary.from)
    ? handOver(input, kept[0])
    : [];
  const leader = gone.includes(primary.from) ? kept[0] : primary.from;
  return followRecipe(
    [
      ...steps,
      applyAll(
        input,
        { en: 'Start the new members', zh: '启动新成员' },
        { primary: leader },
      ),
      ...(added.length > 0 ? [untilAnswered(added)] : []),
      ...added.map(m => follow(input, m, leader)),
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
      untilGreen(input.target),
      probeThrough(input.target),
    ],
    input,
  );
}
