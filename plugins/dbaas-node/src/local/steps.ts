import { JsonObject } from '@backstage/types';
import { platformStep, StepOptions } from '../recipes';
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

/** Servers are made and started on a busy machine. */
const make = (options: StepOptions, action: LocalAction, input: JsonObject) =>
  platformStep({ timeoutSeconds: 120, ...options }, action, input);

/**
 * Builders for the steps of the local platform.
 *
 * @public
 */
export const localStep = {
  apply: (options: StepOptions, resources: LocalResource[]) =>
    make(options, 'apply', { resources }),
  restart: (options: StepOptions, members: string[]) =>
    make(options, 'restart', { members }),
  run: (options: StepOptions, member: string, command: LocalCommand) =>
    make(options, 'run', { member, command }),
  wipe: (options: StepOptions, member: string) =>
    make(options, 'wipe', { member }),
  remove: (options: StepOptions, names: string[]) =>
    make(options, 'remove', { names }),
  removeAll: (options: StepOptions) => make(options, 'remove-all', {}),
};
