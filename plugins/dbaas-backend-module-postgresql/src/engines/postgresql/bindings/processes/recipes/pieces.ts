import {
  driverStep,
  hasFailed,
  localStep,
  RecipeStep,
  Step,
  waitUntil,
  WaitStep,
} from '@dbaas-portal/plugin-dbaas-node';
import { Layout, slotOf } from '../layout';

const READY_SECONDS = 180;

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
        if (member && hasFailed(member)) {
          return member.reason ?? false;
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
