import { OperationKind } from '@dbaas-portal/plugin-dbaas-common';
import {
  followRecipe,
  KubernetesResource,
  Next,
  NextInput,
  undoing,
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
} from '../../../../../recipes/accounts';
import { reasons } from '../reasons';
import { changeSettings, keepStorage, switchover } from './changes';
import { create, remove, restart, start, stop } from './lifecycle';
import { scale } from './scale';
import { Outcome, Scene, sceneOf, settle } from './scene';

type Recipe = (scene: Scene) => Outcome;

const nothing: Recipe = () => [];
/** The facets say so first; an old request may still come. */
const declined: Recipe = () => reasons.notHereYet();

/** The way there, and the way back to the spec before. */
const RECIPES: Record<OperationKind, { forward: Recipe; cleanUp: Recipe }> = {
  create: { forward: create, cleanUp: remove },
  restart: { forward: restart, cleanUp: settle },
  stop: { forward: stop, cleanUp: start },
  start: { forward: start, cleanUp: stop },
  'set-parameters': { forward: changeSettings, cleanUp: changeSettings },
  resize: { forward: changeSettings, cleanUp: changeSettings },
  scale: { forward: scale, cleanUp: scale },
  switchover: { forward: switchover, cleanUp: settle },
  'move-member': { forward: declined, cleanUp: nothing },
  upgrade: { forward: declined, cleanUp: nothing },
  'create-database': { forward: createDatabase, cleanUp: dropDatabase },
  'drop-database': { forward: dropDatabase, cleanUp: nothing },
  'create-user': { forward: createUser, cleanUp: undoCreateUser },
  'alter-user': { forward: alterUser, cleanUp: alterUser },
  'drop-user': { forward: dropUser, cleanUp: nothing },
  'rotate-password': { forward: rotatePassword, cleanUp: undoRotatePassword },
  // What was dropped does not come back: all that is left is to finish it.
  delete: { forward: remove, cleanUp: remove },
};

export function next(input: NextInput<KubernetesResource>): Next {
  const { kind, mode } = input.operation;
  const oneWay = (own: NextInput<KubernetesResource>): Next => {
    const scene = sceneOf(own);
    const { forward, cleanUp } = RECIPES[kind];
    const outcome = mode === 'forward' ? forward(scene) : cleanUp(scene);
    if (!Array.isArray(outcome)) {
      return { state: 'failed', reason: outcome };
    }
    const answer = followRecipe(outcome, own);
    const kept = keepStorage(scene);
    return answer.state === 'done' && kind === 'resize' && kept !== scene.spec
      ? { state: 'done', spec: kept }
      : answer;
  };
  return mode === 'forward' ? oneWay(input) : undoing(input, oneWay);
}
