import { OperationKind } from '@dbaas-portal/plugin-dbaas-common';
import {
  followRecipe,
  KubernetesResource,
  kubernetesStep,
  Next,
  NextInput,
  RecipeStep,
} from '@dbaas-portal/plugin-dbaas-node';
import { reasons } from '../../../reasons';
import { ACCOUNT_RECIPES } from '../../../recipes/accounts';
import { probe } from '../../../recipes/probe';
import { seenIn } from '../evidence';
import { HIBERNATION } from '../names';
import { changeSettings, scale, switchover, upgrade } from './changes';
import { create, remove, restart, hibernate } from './lifecycle';
import { moveMember, undoMove } from './move';
import { Scene, Outcome, targetOf, waitGreen } from './scene';

/** The operator itself leads back; we wait and prove it. */
function settle(scene: Scene): RecipeStep[] {
  const spec = scene.before ?? scene.spec;
  return spec.running
    ? [
        kubernetesStep.annotate(
          {
            id: 'undo-start',
            title: { en: 'Start the members', zh: '启动成员' },
          },
          targetOf(scene),
          { [HIBERNATION]: 'off' },
        ),
        waitGreen('undo-ready', spec),
        probe('undo-probe', spec),
      ]
    : hibernate(scene, true);
}

const forwardSettings = (scene: Scene) =>
  changeSettings('', scene, scene.before ?? scene.spec, scene.spec);
const undoSettings = (scene: Scene) =>
  changeSettings('undo-', scene, scene.spec, scene.before ?? scene.spec);

const RECIPES: Record<
  OperationKind,
  { forward(scene: Scene): Outcome; cleanUp(scene: Scene): Outcome }
> = {
  create: { forward: create, cleanUp: remove },
  restart: { forward: restart, cleanUp: settle },
  stop: { forward: scene => hibernate(scene, true), cleanUp: settle },
  start: { forward: scene => hibernate(scene, false), cleanUp: settle },
  'set-parameters': { forward: forwardSettings, cleanUp: undoSettings },
  resize: { forward: forwardSettings, cleanUp: undoSettings },
  scale: {
    forward: scene => scale('', scene, scene.spec),
    cleanUp: scene => scale('undo-', scene, scene.before ?? scene.spec),
  },
  switchover: { forward: switchover, cleanUp: settle },
  upgrade: {
    forward: scene => upgrade('', scene, scene.spec),
    cleanUp: scene => upgrade('undo-', scene, scene.before ?? scene.spec),
  },
  'move-member': { forward: moveMember, cleanUp: undoMove },
  ...ACCOUNT_RECIPES,
  delete: { forward: remove, cleanUp: reasons.cannotUndo },
};

export function next(input: NextInput<KubernetesResource>): Next {
  const scene: Scene = {
    input,
    spec: input.target,
    ...(input.before ? { before: input.before } : {}),
    seen: seenIn(input.evidence.resources),
  };
  const recipe = RECIPES[input.operation.kind];
  const outcome =
    input.operation.mode === 'clean-up'
      ? recipe.cleanUp(scene)
      : recipe.forward(scene);
  return Array.isArray(outcome)
    ? followRecipe(outcome, input)
    : { state: 'failed', reason: outcome };
}
