import {
  InstanceSpec,
  InstanceStatus,
  MemberStatus,
} from '@dbaas-portal/plugin-dbaas-common';
import { Step } from '../contracts';
import { waitUntil, WaitStep } from '../recipes';
import { LocalResource } from './resources';
import { localStep } from './steps';

/** Whether a member's process is in this state, by what {@link observeLocal} said. */
function isDown(member: MemberStatus, state: string): boolean {
  return (
    member.reason?.code === 'member-not-running' &&
    member.reason.params?.state === state
  );
}

/**
 * Whether a member died again and again: waiting for it is in vain.
 *
 * @public
 */
export function hasFailed(member: MemberStatus): boolean {
  return isDown(member, 'failed');
}

/**
 * Who takes writes: what the servers say counts before where the address
 * leads; undefined before there is anything.
 *
 * @public
 */
export function primaryOfLocal(
  status: InstanceStatus,
  resources: LocalResource[],
): string | undefined {
  const said = status.members.filter(m => m.role === 'primary' && m.ready);
  return said.length === 1 ? said[0].name : addressedMember(resources);
}

/**
 * The member that the address for writes leads to; kept while all stand still.
 *
 * @public
 */
export function addressedMember(
  resources: LocalResource[],
): string | undefined {
  for (const resource of resources) {
    if (resource.kind === 'LocalAddress' && resource.metadata.name === 'rw') {
      return resource.spec.targets[0];
    }
  }
  return undefined;
}

/**
 * Steps that the recipes of every engine share.
 *
 * @public
 */
export const localRecipe = {
  /** Waits until every member serves in its role. */
  untilServing(
    spec: InstanceSpec,
    options: { id?: string; holdsData?: (member: string) => boolean } = {},
  ): WaitStep {
    const { id = 'serve', holdsData = () => true } = options;
    return waitUntil({
      id,
      title: { en: 'Wait until all members serve', zh: '等待所有成员就绪' },
      timeoutSeconds: 300,
      until: ({ health, members }) =>
        health === 'green' &&
        members.filter(m => holdsData(m.name)).length === spec.members,
    });
  },

  /** Waits until no member's process is there any more. */
  untilStopped(id: string = 'stopped'): WaitStep {
    return waitUntil({
      id,
      title: {
        en: 'Wait until all members stand still',
        zh: '等待所有成员停止',
      },
      timeoutSeconds: 120,
      until: status => status.members.every(m => isDown(m, 'stopped')),
    });
  },

  /** Restarts members one by one, in this order. */
  restart(members: string[], id: string = 'restart'): Step {
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
  },

  /** Stops and deletes everything of the instance. */
  removeAll(id: string = 'remove'): Step {
    return localStep.removeAll({
      id,
      title: {
        en: 'Stop the members and delete their data',
        zh: '停止成员并删除数据',
      },
      cancellable: false,
      pointOfNoReturn: true,
    });
  },
};
