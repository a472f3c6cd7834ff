import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import {
  driverStep,
  localRecipe,
  LocalResource,
  localStep,
  RecipeStep,
} from '@dbaas-portal/plugin-dbaas-node';
import { probe } from '../../../recipes/probe';
import { changedSettings, settingsOf } from '../../../settings';
import { reload, replicasFirst, waitReady } from './pieces';
import { membersOf, Recipe, Scene } from './scene';

/**
 * Replicas stop replaying when they allow fewer connections or locks than the
 * primary did: these grow on the replicas first and shrink on the primary
 * first.
 */
const REPLICAS_NEED_AS_MUCH = [
  'max_connections',
  'max_prepared_transactions',
  'max_locks_per_transaction',
];

function shrinks(before: InstanceSpec, after: InstanceSpec): boolean {
  const from = settingsOf(before);
  const to = settingsOf(after);
  return REPLICAS_NEED_AS_MUCH.some(
    name => Number(to[name]) < Number(from[name]),
  );
}

/**
 * A replica may have the smaller value only when it has replayed that the
 * primary has it; started earlier, it would refuse to start at all.
 */
function restartShrinking(
  prefix: string,
  { layout, render }: Scene,
  to: InstanceSpec,
): RecipeStep[] {
  const { primary, replicas } = layout;
  return [
    localStep.apply(
      {
        id: `${prefix}write-primary`,
        title: {
          en: `Write the settings of ${primary}`,
          zh: `写入 ${primary} 的配置`,
        },
      },
      render(to, layout).slice(0, 1),
    ),
    localRecipe.restart([primary], `${prefix}restart-primary`),
    waitReady(`${prefix}primary-ready`, [primary], primary),
    driverStep(
      {
        id: `${prefix}settle`,
        title: {
          en: 'Wait until the replicas have seen it',
          zh: '等待副本同步该变更',
        },
        timeoutSeconds: 120,
      },
      'wait-for-replicas',
      { member: primary, replicas },
    ),
    write(prefix, render(to, layout)),
    localRecipe.restart(replicas, `${prefix}restart`),
  ];
}

function write(prefix: string, resources: LocalResource[]) {
  return localStep.apply(
    {
      id: `${prefix}write-settings`,
      title: { en: 'Write the settings', zh: '写入配置' },
    },
    resources,
  );
}

function putInEffect(
  prefix: string,
  scene: Scene,
  from: InstanceSpec,
  to: InstanceSpec,
): RecipeStep[] {
  const { layout, render } = scene;
  const all = write(prefix, render(to, layout));
  if (!changedSettings(from, to).restart) {
    return [all, ...membersOf(layout).map(member => reload(prefix, member))];
  }
  return layout.replicas.length > 0 && shrinks(from, to)
    ? restartShrinking(prefix, scene, to)
    : [all, localRecipe.restart(replicasFirst(layout), `${prefix}restart`)];
}

function verify(
  prefix: string,
  spec: InstanceSpec,
  names: string[],
  member: string,
) {
  const all = settingsOf(spec);
  return driverStep(
    {
      id: `${prefix}verify-${member}`,
      title: {
        en: `Compare the settings of ${member} with what is wanted`,
        zh: `核对 ${member} 的生效配置`,
      },
    },
    'verify-settings',
    {
      member,
      settings: Object.fromEntries(names.map(name => [name, all[name]])),
    },
  );
}

/** Leads the settings of all members from one spec to another. */
export function changeSettings(
  prefix: string,
  scene: Scene,
  from: InstanceSpec,
  to: InstanceSpec,
): RecipeStep[] {
  const { layout, render } = scene;
  const { names } = changedSettings(from, to);
  const members = membersOf(layout);
  if (!to.running) {
    return [write(prefix, render(to, layout))];
  }
  return [
    ...putInEffect(prefix, scene, from, to),
    waitReady(`${prefix}ready`, members, layout.primary),
    ...members.map(member => verify(prefix, to, names, member)),
    probe(`${prefix}probe`, to),
  ];
}

/** For parameters and for sizes alike: a size is settings, here. */
export const setParameters: Recipe = scene =>
  changeSettings('', scene, scene.before ?? scene.spec, scene.spec);

export const undoSettings: Recipe = scene =>
  scene.before ? changeSettings('undo-', scene, scene.spec, scene.before) : [];
