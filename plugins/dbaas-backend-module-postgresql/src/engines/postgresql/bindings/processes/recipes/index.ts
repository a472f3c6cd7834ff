import { OperationKind, Reason } from '@dbaas-portal/plugin-dbaas-common';
import {
  followRecipe,
  LocalResource,
  Next,
  NextInput,
  RecipeStep,
} from '@dbaas-portal/plugin-dbaas-node';
import { MemberTool } from '../memberTool';
import { reasons } from '../reasons';
import * as accounts from './accounts';
import * as lifecycle from './lifecycle';
import { Scene, sceneOf } from './scene';
import { setParameters, undoSettings } from './settings';
import { scale, switchover, undoTopology } from './topology';

type Outcome = RecipeStep[] | Reason;

/** Every operation, forwards and back. */
const RECIPES: Record<
  OperationKind,
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
  'create-database': {
    forward: accounts.createDatabase,
    cleanUp: accounts.undoCreateDatabase,
  },
  'drop-database': {
    forward: accounts.dropDatabase,
    cleanUp: reasons.cannotUndo,
  },
  'create-user': {
    forward: accounts.createUser,
    cleanUp: accounts.undoCreateUser,
  },
  'alter-user': {
    forward: accounts.alterUser,
    cleanUp: accounts.undoAlterUser,
  },
  'drop-user': { forward: accounts.dropUser, cleanUp: reasons.cannotUndo },
  'rotate-password': {
    forward: accounts.rotatePassword,
    cleanUp: accounts.undoRotatePassword,
  },
  delete: { forward: lifecycle.remove, cleanUp: reasons.cannotUndo },
};

/** What to do now. */
export function next(input: NextInput<LocalResource>, tool: MemberTool): Next {
  const scene = sceneOf(input, tool);
  const recipe = RECIPES[input.operation.kind];
  const outcome =
    input.operation.mode === 'clean-up'
      ? recipe.cleanUp(scene)
      : recipe.forward(scene);
  return Array.isArray(outcome)
    ? followRecipe(outcome, input)
    : { state: 'failed', reason: outcome };
}
