import {
  kubernetesStep,
  makeSecrets,
  RecipeStep,
  SECRET_ADMIN,
  SECRET_CONSOLE_READ,
  SECRET_CONSOLE_WRITE,
  textAt,
  waitUntil,
} from '@dbaas-portal/plugin-dbaas-node';
import { CONSOLE_READ_ROLE, CONSOLE_WRITE_ROLE } from '../../../../../protocol';
import { makeAccounts, prepare } from '../../../recipes/accounts';
import { probe } from '../../../recipes/probe';
import {
  HIBERNATION,
  KEEPERS,
  RESTARTED_AT,
  serviceName,
  SUPERUSER,
} from '../names';
import { render } from '../render';
import { LONG, Scene, Outcome, targetOf, waitGreen } from './scene';

export function create(scene: Scene): RecipeStep[] {
  const { spec, input } = scene;
  return [
    makeSecrets(
      [
        { name: SECRET_ADMIN, username: SUPERUSER },
        { name: SECRET_CONSOLE_READ, username: CONSOLE_READ_ROLE },
        { name: SECRET_CONSOLE_WRITE, username: CONSOLE_WRITE_ROLE },
      ],
      spec.users,
    ),
    kubernetesStep.apply(
      { id: 'apply', title: { en: 'Make the cluster', zh: '创建集群' } },
      render(spec, input.context),
    ),
    waitGreen('ready', spec),
    prepare({ replication: false, keepers: KEEPERS }),
    ...makeAccounts(spec),
    probe('probe', spec),
  ];
}

export function remove(scene: Scene): RecipeStep[] {
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

/** The pods carry the mark of the restart that made them. */
export function restart(scene: Scene): Outcome {
  const { input, spec, seen } = scene;
  const { member } = input.operation.input;
  const ready = waitGreen('ready', spec);
  if (typeof member !== 'string') {
    // Not the time: the same step must have the same effect when repeated.
    const mark = input.operation.id;
    return [
      kubernetesStep.annotate(
        {
          id: 'restart',
          title: { en: 'Restart the members one by one', zh: '逐个重启成员' },
        },
        targetOf(scene),
        { [RESTARTED_AT]: mark },
      ),
      waitGreen('ready', spec, () =>
        seen.pods.every(
          pod => pod.resource.metadata.annotations?.[RESTARTED_AT] === mark,
        ),
      ),
      probe('probe', spec),
    ];
  }
  if (member === textAt(seen.status.currentPrimary)) {
    return [
      kubernetesStep.patchStatus(
        {
          id: 'restart',
          title: { en: `Restart ${member} in place`, zh: `原地重启 ${member}` },
        },
        targetOf(scene),
        {
          phase: 'Primary instance is being restarted in-place',
          phaseReason: 'Requested through the database portal',
        },
      ),
      ready,
      probe('probe', spec),
    ];
  }
  return [
    kubernetesStep.delete(
      {
        id: 'restart',
        title: { en: `Restart ${member}`, zh: `重启 ${member}` },
      },
      [{ apiVersion: 'v1', kind: 'Pod', name: member }],
    ),
    ready,
    probe('probe', spec),
  ];
}

export function hibernate(scene: Scene, on: boolean): RecipeStep[] {
  return [
    kubernetesStep.annotate(
      {
        id: on ? 'stop' : 'start',
        title: on
          ? { en: 'Stop the members', zh: '停止成员' }
          : { en: 'Start the members', zh: '启动成员' },
      },
      targetOf(scene),
      { [HIBERNATION]: on ? 'on' : 'off' },
    ),
    ...(on
      ? [
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
        ]
      : [waitGreen('ready', scene.spec), probe('probe', scene.spec)]),
  ];
}
