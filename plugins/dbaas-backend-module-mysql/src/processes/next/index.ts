import { OperationKind } from '@dbaas-portal/plugin-dbaas-common';
import {
  followRecipe,
  LocalResource,
  Next,
  NextInput,
  RecipeStep,
} from '@dbaas-portal/plugin-dbaas-node';
import { ProcessesKind } from '../kind';
import {
  alterUser,
  createDatabase,
  createUser,
  dropDatabase,
  dropUser,
  rotatePassword,
  undoCreateUser,
  undoRotatePassword,
} from './accounts';
import { create, remove, restart, start, stop } from './lifecycle';
import { scale, switchover, undoSwitchover } from './roles';
import { Recipe, sceneOf } from './scene';
import { changeSettings } from './settings';

const FORWARD: Record<OperationKind, Recipe> = {
  create,
  restart,
  stop,
  start,
  'set-parameters': changeSettings,
  resize: changeSettings,
  scale,
  switchover,
  'create-database': createDatabase,
  'drop-database': dropDatabase,
  'create-user': createUser,
  'alter-user': alterUser,
  'drop-user': dropUser,
  'rotate-password': rotatePassword,
  delete: remove,
};

const nothing: Recipe = () => [];

/** The way back to the spec before. What was dropped does not come back. */
const BACKWARD: Record<OperationKind, Recipe> = {
  create: remove,
  restart: nothing,
  stop: start,
  start: stop,
  'set-parameters': changeSettings,
  resize: changeSettings,
  scale,
  switchover: undoSwitchover,
  'create-database': dropDatabase,
  'drop-database': nothing,
  'create-user': undoCreateUser,
  'alter-user': alterUser,
  'drop-user': nothing,
  'rotate-password': undoRotatePassword,
  delete: remove,
};

/** On the way back steps have ids of their own: the journal holds both ways. */
function undoing(step: RecipeStep): RecipeStep {
  return { ...step, id: `undo/${step.id}` };
}

/** What to do now for an operation of an instance. */
export function next(
  kind: ProcessesKind,
  input: NextInput<LocalResource>,
): Next {
  const { kind: operation, mode } = input.operation;
  const scene = sceneOf(kind, input);
  return mode === 'forward'
    ? followRecipe(FORWARD[operation](scene), input)
    : followRecipe(BACKWARD[operation](scene).map(undoing), input);
}
