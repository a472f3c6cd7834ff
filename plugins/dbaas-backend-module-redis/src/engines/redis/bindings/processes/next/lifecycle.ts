import {
  followRecipe,
  localStep,
  Next,
  waitUntil,
} from '@dbaas-portal/plugin-dbaas-node';
import { dataMembers, sentinelMembers } from '../names';
import {
  applyAll,
  currentPrimary,
  Input,
  probeThrough,
  untilGreen,
} from './common';

/** The journal remembers who was primary when the operation began. */
const RESTART_STEP = 'restart';

/** Replicas first, the primary last; or one member alone. */
export function restart(input: Input): Next {
  const { target, operation } = input;
  const asked = operation.input.member;
  const primary = currentPrimary(input);
  const members =
    typeof asked === 'string'
      ? [asked]
      : [
          ...sentinelMembers(target),
          ...dataMembers(target.members).filter(m => m !== primary),
          primary,
        ];
  return followRecipe(
    [
      localStep.restart(
        {
          id: RESTART_STEP,
          title: {
            en: `Restart ${members.join(', ')}`,
            zh: `重启 ${members.join('、')}`,
          },
        },
        members,
      ),
      untilGreen(target),
      probeThrough(target),
    ],
    input,
  );
}

export function stop(input: Input): Next {
  return followRecipe(
    [
      applyAll(input, { en: 'Stop the members', zh: '停止成员' }),
      waitUntil({
        id: 'stopped',
        title: { en: 'Wait until all have ended', zh: '等待全部结束' },
        timeoutSeconds: 60,
        until: status => status.members.every(m => !m.ready),
      }),
    ],
    input,
  );
}

export function start(input: Input): Next {
  return followRecipe(
    [
      applyAll(input, { en: 'Start the members', zh: '启动成员' }),
      untilGreen(input.target),
      probeThrough(input.target),
    ],
    input,
  );
}

/** All processes, ports and data go; the core then drops secrets and record. */
export function remove(input: Input): Next {
  return followRecipe(
    [
      localStep.removeAll({
        id: 'remove',
        title: {
          en: 'Stop the members and delete their data',
          zh: '停止成员并删除数据',
        },
        pointOfNoReturn: true,
      }),
    ],
    input,
  );
}
