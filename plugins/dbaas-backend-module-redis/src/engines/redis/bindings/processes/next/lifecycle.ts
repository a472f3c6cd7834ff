import {
  followRecipe,
  localRecipe,
  Next,
} from '@dbaas-portal/plugin-dbaas-node';
import { dataMembers, sentinelMembers } from '../names';
import {
  applyAll,
  currentPrimary,
  Input,
  probeThrough,
  untilGreen,
} from './common';

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
    [localRecipe.restart(members), untilGreen(target), probeThrough(target)],
    input,
  );
}

export function stop(input: Input): Next {
  return followRecipe(
    [
      applyAll(input, { en: 'Stop the members', zh: '停止成员' }),
      localRecipe.untilStopped(),
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
  return followRecipe([localRecipe.removeAll()], input);
}
