import { OperationKind } from '@dbaas-portal/plugin-dbaas-common';
import {
  followRecipe,
  isLocallyDeclined,
  LocallyDeclined,
  LocalResource,
  Next,
  NextInput,
  undoing,
  whyLocallyDeclined,
} from '@dbaas-portal/plugin-dbaas-node';
import {
  alterUser,
  createDatabase,
  createUser,
  dropDatabase,
  dropUser,
  rotatePassword,
  undoCreateUser,
  undoRotatePassword,
} from '../../recipes/accounts';
import { isGroup, ProcessesKind } from '../kind';
import {
  restartGroup,
  scaleGroup,
  startGroup,
  stopGroup,
  switchoverGroup,
  undoSwitchoverGroup,
} from './group';
import { create, remove, restart, start, stop } from './lifecycle';
import { switchover, undoSwitchover } from './roles';
import { scale, undoScale } from './scale';
import { Recipe, sceneOf } from './scene';
import { changeSettings } from './settings';

type Offered = Exclude<OperationKind, LocallyDeclined>;

const FORWARD: Record<Offered, Recipe> = {
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
const BACKWARD: Record<Offered, Recipe> = {
  create: remove,
  restart: nothing,
  stop: start,
  start: stop,
  'set-parameters': changeSettings,
  resize: changeSettings,
  scale: undoScale,
  switchover: undoSwitchover,
  'create-database': dropDatabase,
  'drop-database': nothing,
  'create-user': undoCreateUser,
  'alter-user': alterUser,
  'drop-user': nothing,
  'rotate-password': undoRotatePassword,
  delete: remove,
};

/** What a group, which elects by itself, does another way than the others. */
const OF_GROUPS: {
  forward: Partial<Record<OperationKind, Recipe>>;
  'clean-up': Partial<Record<OperationKind, Recipe>>;
} = {
  forward: {
    restart: restartGroup,
    stop: stopGroup,
    start: startGroup,
    scale: scaleGroup,
    switchover: switchoverGroup,
  },
  'clean-up': {
    stop: startGroup,
    start: stopGroup,
    scale: scaleGroup,
    switchover: undoSwitchoverGroup,
  },
};

/** What to do now for an operation of an instance. */
export function next(
  kind: ProcessesKind,
  input: NextInput<LocalResource>,
): Next {
  const { kind: operation, mode } = input.operation;
  if (isLocallyDeclined(operation)) {
    return { state: 'failed', reason: whyLocallyDeclined(operation) };
  }
  const common = mode === 'forward' ? FORWARD : BACKWARD;
  const oneWay = (own: NextInput<LocalResource>): Next => {
    const scene = sceneOf(kind, own, input.journal);
    const recipe =
      (isGroup(scene.spec) && OF_GROUPS[mode][operation]) || common[operation];
    return followRecipe(recipe(scene), own);
  };
  return mode === 'forward' ? oneWay(input) : undoing(input, oneWay);
}
