import { OperationKind, Reason } from '@dbaas-portal/plugin-dbaas-common';
import {
  followRecipe,
  isLocallyDeclined,
  LocallyDeclined,
  LocalResource,
  Next,
  NextInput,
  RecipeStep,
  whyLocallyDeclined,
} from '@dbaas-portal/plugin-dbaas-node';
import { ACCOUNT_RECIPES } from '../../../recipes/accounts';
import { MemberTool } from '../memberTool';
import { reasons } from '../../../reasons';
import * as lifecycle from './lifecycle';
import { Scene, sceneOf } from './scene';
import { setParameters, undoSettings } from './settings';
import { scale, switchover, undoTopology } from './topology';

type Outcome = RecipeStep[] | Reason;

/** Every operation, forwards and back. */
const RECIPES: Record<
  Exclude<OperationKind, LocallyDeclined>,
  { forward(scene: Scene): Outcome; cleanUp(scene: Scene): Outcome }
> = {
  create: { forward: lifecycle.create, cleanUp: lifecycle.remove },
  restart: { forward: lifecycle.restart, cleanUp: undoTopology },
  stop: { forward: lifecycle.stop, cleanUp: undoTopology },
  start: { forward: lifecycle.start, cleanUp: undoTopology },
  'set-parameters': { forward: setParameters, cleanUp: undoSettings },
  resize: { forward: setParameters, cleanUp: undoSettings },
  scale: { forward: scale, cleanUp: undoTopology },
  switchover: { forward: switchover, cleanUp: undoTopology },
  ...ACCOUNT_RECIPES,
  delete: { forward: lifecycle.remove, cleanUp: reasons.cannotUndo },
};

/** What to do now. */
export function next(input: NextInput<LocalResource>, tool: MemberTool): Next {
  const { kind } = input.operation;
  if (isLocallyDeclined(kind)) {
    return { state: 'failed', reason: whyLocallyDeclined(kind) };
  }
  const scene = sceneOf(input, tool);
  const recipe = RECIPES[kind];
  const outcome =
    input.operation.mode === 'clean-up'
      ? recipe.cleanUp(scene)
      : recipe.forward(scene);
  return Array.isArray(outcome)
    ? followRecipe(outcome, input)
    : { state: 'failed', reason: outcome };
}
