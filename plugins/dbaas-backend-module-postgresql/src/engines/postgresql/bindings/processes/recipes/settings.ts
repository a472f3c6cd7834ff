import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import {
  driverStep,
  localStep,
  RecipeStep,
} from '@dbaas-portal/plugin-dbaas-node';
import { changedSettings, settingsOf } from '../config';
import { Layout } from '../layout';
import {
  membersOf,
  probe,
  reload,
  replicasFirst,
  restart,
  waitReady,
} from './pieces';
import { Recipe, Scene } from './scene';

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

function restartOrder(
  before: InstanceSpec,
  after: InstanceSpec,
  layout: Layout,
): string[] {
  const from = settingsOf(before);
  const to = settingsOf(after);
  const shrinks = REPLICAS_NEED_AS_MUCH.some(
    name => Number(to[name]) < Number(from[name]),
  );
  return shrinks ? membersOf(layout) : replicasFirst(layout);
}

function verify(
  prefix: string,
  spec: InstanceSpec,
  names: string[],
  member: string,
  restarted: boolean,
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
      restarted,
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
  const { names, restart: needed } = changedSettings(from, to);
  const members = membersOf(layout);
  const write = localStep.apply(
    {
      id: `${prefix}write-settings`,
      title: { en: 'Write the settings', zh: '写入配置' },
    },
    render(to, layout),
  );
  if (!to.running) {
    return [write];
  }
  return [
    write,
    ...(needed
      ? [restart(`${prefix}restart`, restartOrder(from, to, layout))]
      : members.map(member => reload(prefix, member))),
    waitReady(`${prefix}ready`, members, layout.primary),
    ...members.map(member => verify(prefix, to, names, member, needed)),
    probe(`${prefix}probe`, to),
  ];
}

/** For parameters and for sizes alike: a size is settings, here. */
export const setParameters: Recipe = scene =>
  changeSettings('', scene, scene.before ?? scene.spec, scene.spec);

export const undoSettings: Recipe = scene =>
  scene.before
    ? changeSettings('undo-', scene, scene.spec, scene.before)
    : [];
