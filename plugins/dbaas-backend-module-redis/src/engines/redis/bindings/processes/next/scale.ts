import {
  followRecipe,
  localStep,
  Next,
  RecipeStep,
  waitUntil,
  WaitStep,
} from '@dbaas-portal/plugin-dbaas-node';
import { dataMembers } from '../names';
import { applyAll, Input, probeThrough, untilGreen } from './common';
import { decided, follow, handOver } from './switchover';

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
