import { LocalizedText } from '@dbaas-portal/plugin-dbaas-common';
import { Step } from '../contracts';
import { LocalCommand, LocalResource } from './resources';

/**
 * What the local platform executes:
 * - `apply` `{resources}`: writes manifests, reserves ports, runs `init` where
 *   it has not been run, starts or stops so that `running` is true or false.
 *   Returns when processes are started or stopped, not when they are ready.
 * - `restart` `{members}`: stops and starts, in this order, one by one.
 * - `run` `{member, command}`: runs a program once for this step.
 * - `wipe` `{member}`: stops and empties its data folder; `init` runs again.
 * - `remove` `{names}`: stops and deletes the resources with all their data.
 * - `remove-all` `{}`: the same for everything of the instance.
 *
 * @public
 */
export type LocalAction =
  | 'apply'
  | 'restart'
  | 'run'
  | 'wipe'
  | 'remove'
  | 'remove-all';

type Common = {
  id: string;
  title: LocalizedText;
  timeoutSeconds?: number;
  cancellable?: boolean;
  pointOfNoReturn?: boolean;
};

function platformStep(
  common: Common,
  action: LocalAction,
  input: Step['input'],
): Step {
  return {
    id: common.id,
    title: common.title,
    executor: 'platform',
    action,
    input,
    timeoutSeconds: common.timeoutSeconds ?? 120,
    cancellable: common.cancellable ?? true,
    ...(common.pointOfNoReturn ? { pointOfNoReturn: true } : {}),
  };
}

/**
 * Builders for the steps of the local platform.
 *
 * @public
 */
export const localStep = {
  apply: (common: Common, resources: LocalResource[]) =>
    platformStep(common, 'apply', { resources }),
  restart: (common: Common, members: string[]) =>
    platformStep(common, 'restart', { members }),
  run: (common: Common, member: string, command: LocalCommand) =>
    platformStep(common, 'run', { member, command }),
  wipe: (common: Common, member: string) =>
    platformStep(common, 'wipe', { member }),
  remove: (common: Common, names: string[]) =>
    platformStep(common, 'remove', { names }),
  removeAll: (common: Common) => platformStep(common, 'remove-all', {}),
};
