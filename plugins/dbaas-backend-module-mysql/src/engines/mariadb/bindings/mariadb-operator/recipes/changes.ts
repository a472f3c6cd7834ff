import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import {
  conditionOf,
  driverStep,
  offerReasons,
  RecipeStep,
  textAt,
} from '@dbaas-portal/plugin-dbaas-node';
import { probeThrough } from '../../../../../recipes/probe';
import { settingsOf } from '../../../../../settings';
import { mariadb } from '../../../descriptor';
import { reasons } from '../reasons';
import {
  applyCluster,
  comeUp,
  handOver,
  heirs,
  membersOf,
  Outcome,
  Scene,
} from './scene';

/** What the portal's clock may differ by from that of the cluster. */
const SKEW_SECONDS = 60;

function changed(from: InstanceSpec, to: InstanceSpec) {
  const before = settingsOf(mariadb, from);
  const settings = Object.fromEntries(
    Object.entries(settingsOf(mariadb, to)).filter(
      ([name, value]) => before[name] !== value,
    ),
  );
  const { cpuMillis, memoryMib, storageMib } = from.resources;
  return {
    settings,
    pods:
      Object.keys(settings).length > 0 ||
      cpuMillis !== to.resources.cpuMillis ||
      memoryMib !== to.resources.memoryMib,
    storage: storageMib !== to.resources.storageMib,
  };
}

/** The operator notes when it has grown the volumes. */
function hasGrown({ input, seen }: Scene): boolean {
  const applied = input.journal.find(r => r.id === 'apply')?.startedAt;
  const resized = conditionOf(seen.status, 'StorageResized');
  const at = Date.parse(textAt(resized?.lastTransitionTime) ?? '');
  return (
    resized?.status === 'True' &&
    at > Date.parse(applied ?? '') - SKEW_SECONDS * 1000
  );
}

/** Volumes never shrink: on the way back they stay as large as they may be. */
export function keepStorage(scene: Scene): InstanceSpec {
  const { spec, before = spec } = scene;
  const { storageMib } = before.resources;
  return spec.resources.storageMib < storageMib
    ? { ...spec, resources: { ...spec.resources, storageMib } }
    : spec;
}

/** Parameters and sizes: both are written once and rolled out alike. */
export function changeSettings(asked: Scene): RecipeStep[] {
  const scene = { ...asked, spec: keepStorage(asked) };
  const { spec, before = spec } = scene;
  const { settings, pods, storage } = changed(before, spec);
  const apply = applyCluster(
    scene,
    { en: 'Change the cluster', zh: '修改集群' },
    { renew: pods },
  );
  if (!spec.running) {
    return [apply];
  }
  return [
    apply,
    ...comeUp(scene, {
      renewed: pods,
      and: () => !storage || hasGrown(scene),
    }),
    ...(Object.keys(settings).length > 0 ? membersOf(scene) : []).map(member =>
      driverStep(
        {
          id: `verify/${member}`,
          title: {
            en: `Compare the settings of ${member} with what is wanted`,
            zh: `核对 ${member} 的生效配置`,
          },
        },
        'verify-settings',
        { member, settings },
      ),
    ),
    probeThrough(spec),
  ];
}

export function switchover(scene: Scene): Outcome {
  const able = heirs(scene);
  const wanted = scene.input.operation.input.member;
  const steps = handOver(
    scene,
    typeof wanted === 'string' ? able.find(n => n === wanted) : able[0],
  );
  if (steps.length > 0) {
    return [...steps, probeThrough(scene.spec)];
  }
  return typeof wanted === 'string'
    ? reasons.noSuchReplica(wanted)
    : offerReasons.noReadyReplica();
}
