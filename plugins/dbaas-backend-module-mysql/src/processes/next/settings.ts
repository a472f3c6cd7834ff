import {
  driverStep,
  localRecipe,
  RecipeStep,
} from '@dbaas-portal/plugin-dbaas-node';
import { probeThrough } from '../../recipes/probe';
import { isGroup } from '../kind';
import { memberNames } from '../members';
import { changedSettings } from '../../settings';
import { restartInTurn } from './group';
import { applyAll, primaryLast, Recipe } from './scene';

/**
 * Puts into effect what the specs differ in: on each running member by itself,
 * in its file for the next start, and by a restart where the server asks one.
 */
export const changeSettings: Recipe = scene => {
  const { kind, spec, before } = scene;
  const { dynamic, restart } = changedSettings(
    kind.descriptor,
    before ?? spec,
    spec,
  );
  const online: RecipeStep[] =
    Object.keys(dynamic).length === 0
      ? []
      : memberNames(spec.members).map(member =>
          driverStep(
            {
              id: `configure/${member}`,
              title: {
                en: `Set the values on ${member}`,
                zh: `在 ${member} 上设置`,
              },
            },
            'configure',
            { member, settings: dynamic },
          ),
        );
  const members = primaryLast(scene);
  const restarts = isGroup(spec)
    ? restartInTurn(members)
    : [localRecipe.restart(members)];
  return [
    ...online,
    applyAll(scene, {
      en: 'Keep the values for the next start',
      zh: '保存设置供下次启动使用',
    }),
    ...(restart ? restarts : []),
    localRecipe.untilServing(spec),
    probeThrough(spec),
  ];
};
