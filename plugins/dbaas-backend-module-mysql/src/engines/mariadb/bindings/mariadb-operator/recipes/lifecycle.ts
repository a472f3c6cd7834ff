import {
  driverStep,
  kubernetesStep,
  makeSecrets,
  RecipeStep,
  SECRET_ADMIN,
  SECRET_CONSOLE_READ,
  SECRET_CONSOLE_WRITE,
  SECRET_REPLICATION,
  waitUntil,
} from '@dbaas-portal/plugin-dbaas-node';
import { PORTAL_LOGINS } from '../../../../../protocol/logins';
import { makeDatabase, makeUser } from '../../../../../recipes/accounts';
import { probeThrough } from '../../../../../recipes/probe';
import {
  BACKUP_API,
  BACKUP_KIND,
  copyName,
  REPLICATION_USER,
  seedName,
  serviceName,
  SUPERUSER,
  volumeName,
} from '../names';
import { render } from '../render';
import {
  applyCluster,
  comeUp,
  LONG,
  membersOf,
  nameOf,
  Outcome,
  Scene,
  targetOf,
} from './scene';

export function create(scene: Scene): RecipeStep[] {
  const { spec, input, mark } = scene;
  return [
    makeSecrets(
      [
        { name: SECRET_ADMIN, username: SUPERUSER },
        { name: SECRET_REPLICATION, username: REPLICATION_USER },
        ...[SECRET_CONSOLE_READ, SECRET_CONSOLE_WRITE].map(name => ({
          name,
          username: PORTAL_LOGINS[name],
        })),
      ],
      spec.users,
    ),
    kubernetesStep.apply(
      { id: 'apply', title: { en: 'Make the cluster', zh: '创建集群' } },
      render(spec, input.context, mark),
    ),
    ...comeUp(scene),
    driverStep(
      {
        id: 'console-logins',
        title: {
          en: 'Make the logins of the console',
          zh: '创建控制台登录账号',
        },
      },
      'console-logins',
      {},
    ),
    ...spec.databases.map(database => makeDatabase(scene, database)),
    ...spec.users.map(user => makeUser(scene, user)),
    probeThrough(spec),
  ];
}

export function remove(scene: Scene): RecipeStep[] {
  const cluster = nameOf(scene);
  const volumes = [...membersOf(scene).map(volumeName), copyName(cluster)].map(
    name => ({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', name }),
  );
  return [
    kubernetesStep.delete(
      {
        id: 'delete',
        title: {
          en: 'Delete the cluster with its volumes, and its addresses',
          zh: '删除集群及其存储卷和访问地址',
        },
        cancellable: false,
        pointOfNoReturn: true,
      },
      [
        targetOf(scene),
        ...(['rw', 'ro'] as const).map(role => ({
          apiVersion: 'v1',
          kind: 'Service',
          name: serviceName(scene.spec, role),
        })),
        // Of an addition of members that did not come to its end.
        { apiVersion: BACKUP_API, kind: BACKUP_KIND, name: seedName(cluster) },
        // They go when their last pod has ended.
        ...volumes,
      ],
    ),
    waitUntil({
      id: 'gone',
      title: { en: 'Wait until nothing is left', zh: '确认已全部移除' },
      timeoutSeconds: LONG,
      cancellable: false,
      until: () =>
        !scene.seen.cluster &&
        scene.seen.pods.length === 0 &&
        scene.seen.services.length === 0,
    }),
  ];
}

const RESTART = 'restart/';

/** Which pod it was that had to go stands in the id of the step. */
function restartMember(scene: Scene, member: string): RecipeStep[] {
  const made = () =>
    scene.seen.pods.find(p => p.name === member)?.resource.metadata
      .creationTimestamp ?? '';
  const begun = scene.input.journal.find(r => r.id.startsWith(RESTART))?.id;
  const id = begun ?? `${RESTART}${made()}`;
  return [
    kubernetesStep.delete(
      { id, title: { en: `Restart ${member}`, zh: `重启 ${member}` } },
      [{ apiVersion: 'v1', kind: 'Pod', name: member }],
    ),
    ...comeUp(scene, { and: () => made() !== id.slice(RESTART.length) }),
    probeThrough(scene.spec),
  ];
}

/** All pods carry the mark of the operation that made them. */
export function restart(scene: Scene): Outcome {
  const { member } = scene.input.operation.input;
  return typeof member === 'string'
    ? restartMember(scene, member)
    : [
        applyCluster(
          scene,
          { en: 'Restart the members one by one', zh: '逐个重启成员' },
          { renew: true },
        ),
        ...comeUp(scene, { renewed: true }),
        probeThrough(scene.spec),
      ];
}

/** With none wanted, no pod is left; the volumes stay. */
export function stop(scene: Scene): RecipeStep[] {
  return [
    applyCluster(
      { ...scene, spec: { ...scene.spec, running: false } },
      { en: 'Stop the members', zh: '停止成员' },
    ),
    waitUntil({
      id: 'stopped',
      title: {
        en: 'Wait until all members stand still',
        zh: '等待所有成员停止',
      },
      timeoutSeconds: LONG,
      until: status =>
        status.members.length === 0 &&
        status.reasons.some(r => r.code === 'stopped'),
    }),
  ];
}

export function start(scene: Scene): RecipeStep[] {
  const running = { ...scene, spec: { ...scene.spec, running: true } };
  return [
    applyCluster(running, { en: 'Start the members', zh: '启动成员' }),
    ...comeUp(running),
    probeThrough(scene.spec),
  ];
}
