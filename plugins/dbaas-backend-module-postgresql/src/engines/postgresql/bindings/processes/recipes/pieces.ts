import {
  driverStep,
  localStep,
  RecipeStep,
  Step,
  waitUntil,
  WaitStep,
} from '@dbaas-portal/plugin-dbaas-node';
import { Layout, slotOf } from '../layout';

const READY_SECONDS = 180;
const STOPPED_SECONDS = 120;

/** States that a member does not leave by itself. */
function isLost(code: string | undefined, state: unknown): boolean {
  return code === 'member-not-running' && state === 'failed';
}

/** Waits until these members serve, one of them as the primary. */
export function waitReady(
  id: string,
  members: string[],
  primary: string,
  timeoutSeconds = READY_SECONDS,
): WaitStep {
  return waitUntil({
    id,
    title: {
      en: `Wait until ${members.join(', ')} serves`,
      zh: `等待 ${members.join('、')} 就绪`,
    },
    timeoutSeconds,
    until: status => {
      for (const name of members) {
        const member = status.members.find(m => m.name === name);
        if (isLost(member?.reason?.code, member?.reason?.params?.state)) {
          return member?.reason ?? false;
        }
        const role = name === primary ? 'primary' : 'replica';
        if (!member?.ready || member.role !== role || member.reason) {
          return false;
        }
      }
      return true;
    },
  });
}

/** Waits until no member runs. */
export function waitStopped(id: string): WaitStep {
  return waitUntil({
    id,
    title: { en: 'Wait until all members stand still', zh: '等待所有成员停止' },
    timeoutSeconds: STOPPED_SECONDS,
    until: status =>
      status.members.every(
        m =>
          m.reason?.code === 'member-not-running' &&
          m.reason.params?.state === 'stopped',
      ),
  });
}

/** Makes the slots that the replicas of the layout need. */
export function setSlots(id: string, layout: Layout, member?: string): Step {
  return driverStep(
    {
      id,
      title: {
        en: 'Reserve the log for the replicas',
        zh: '为副本保留预写日志',
      },
    },
    'set-slots',
    {
      member: member ?? layout.primary,
      slots: layout.replicas.map(slotOf),
    },
  );
}

/** Makes a member read its configuration again. */
export function reload(prefix: string, member: string): Step {
  return driverStep(
    {
      id: `${prefix}reload-${member}`,
      title: {
        en: `Load the settings of ${member}`,
        zh: `重新加载 ${member} 的配置`,
      },
    },
    'reload',
    { member },
  );
}

/** Restarts members one by one, the primary last. */
export function restart(id: string, members: string[]): Step {
  return localStep.restart(
    {
      id,
      title: {
        en: `Restart ${members.join(', ')}`,
        zh: `重启 ${members.join('、')}`,
      },
      timeoutSeconds: 90 * members.length,
    },
    members,
  );
}

/** Removes members that the layout has no more, with their data. */
export function removeSurplus(id: string, layout: Layout): RecipeStep[] {
  return layout.surplus.length === 0
    ? []
    : [
        localStep.remove(
          {
            id,
            title: {
              en: `Remove ${layout.surplus.join(', ')}`,
              zh: `移除 ${layout.surplus.join('、')}`,
            },
          },
          layout.surplus,
        ),
      ];
}

/** All members, replicas first: the order in which restarts hurt least. */
export function replicasFirst(layout: Layout): string[] {
  return [...layout.replicas, layout.primary];
}
