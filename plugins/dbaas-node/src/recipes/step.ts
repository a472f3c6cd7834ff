import { JsonObject } from '@backstage/types';
import { LocalizedText } from '@dbaas-portal/plugin-dbaas-common';
import { CoreAction, Step } from '../contracts';

/**
 * What every builder of steps takes. A step takes at most 60 seconds where
 * nothing else is said, and can be cancelled.
 *
 * @public
 */
export type StepOptions = {
  id: string;
  title: LocalizedText;
  timeoutSeconds?: number;
  cancellable?: boolean;
  pointOfNoReturn?: boolean;
};

function makeStep(
  executor: Step['executor'],
  options: StepOptions,
  action: string,
  input: JsonObject,
): Step {
  return {
    id: options.id,
    title: options.title,
    executor,
    action,
    input,
    timeoutSeconds: options.timeoutSeconds ?? 60,
    cancellable: options.cancellable ?? true,
    ...(options.pointOfNoReturn ? { pointOfNoReturn: true } : {}),
  };
}

/**
 * Makes a step that the core executes.
 *
 * @public
 */
export const coreStep = (
  options: StepOptions,
  action: Exclude<CoreAction, 'wait'>,
  input: JsonObject,
): Step => makeStep('core', options, action, input);

/**
 * Makes a step that the family's driver executes with the admin login, on the
 * primary or on `input.member`.
 *
 * @public
 */
export const driverStep = (
  options: StepOptions,
  action: string,
  input: JsonObject,
): Step => makeStep('driver', options, action, input);

/**
 * Makes a step that the platform executes, by an action of its own.
 *
 * @public
 */
export const platformStep = (
  options: StepOptions,
  action: string,
  input: JsonObject,
): Step => makeStep('platform', options, action, input);
