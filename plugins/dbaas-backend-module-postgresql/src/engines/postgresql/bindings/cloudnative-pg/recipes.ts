import {
  InstanceSpec,
  InstanceStatus,
  OperationKind,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  driverStep,
  followRecipe,
  Next,
  NextInput,
  RecipeStep,
  SECRET_ADMIN,
  SECRET_CONSOLE_READ,
  SECRET_CONSOLE_WRITE,
  waitUntil,
  WaitStep,
} from '@dbaas-portal/plugin-dbaas-node';
import { CONSOLE_READ_ROLE, CONSOLE_WRITE_ROLE } from '../../../../protocol';
import { reasons } from '../../reasons';
import {
  ACCOUNT_RECIPES,
  makeAccounts,
  makePortalSecret,
  makeUserSecret,
  prepare,
} from '../../recipes/accounts';
import { probe } from '../../recipes/probe';
import { changedSettings, settingsOf } from '../../settings';
import { listAt, objectAt, Seen, seenIn, textAt } from './evidence';
import { KubernetesResource, kubernetesStep } from './kubernetes';
import {
  CLUSTER_API,
  clusterName,
  HIBERNATION,
  RESTARTED_AT,
  serviceName,
  SUPERUSER,
} from './names';
import { render, renderCluster } from './render';

const LONG = 1800;

type Scene = {
  input: NextInput<KubernetesResource>;
  spec: InstanceSpec;
  before?: InstanceSpec;
  seen: Seen;
};

type Outcome = RecipeStep[] | Reason;

function targetOf({ input, spec, seen }: Scene) {
  return {
    apiVersion: CLUSTER_API,
    kind: 'Cluster',
    name:
      seen.cluster?.metadata.name ??
      clusterName(spec, input.context.incarnation),
  };
}

/** Serves, with as many ready members as wanted and nothing to complain of. */
function waitGreen(
  id: string,
  spec: InstanceSpec,
  and: (status: InstanceStatus) => boolean = () => true,
): WaitStep {
  return waitUntil({
    id,
    title: {
      en: 'Wait until all members serve',
      zh: '等待所有成员就绪',
    },
    timeoutSeconds: LONG,
    until: status => {
      const final = status.reasons.find(r => r.code === 'unrecoverable');
      return (
        final ??
        (status.health === 'green' &&
          status.members.length === spec.members &&
          and(status))
      );
    },
  });
}

function applyCluster(id: string, { input }: Scene, spec: InstanceSpec) {
  return kubernetesStep.apply(
    { id, title: { en: 'Change the cluster', zh: '修改集群' } },
    [renderCluster(spec, input.context)],
  );
}

function create(scene: Scene): RecipeStep[] {
  const { spec, input } = scene;
  return [
    makePortalSecret(SECRET_ADMIN, SUPERUSER),
    makePortalSecret(SECRET_CONSOLE_READ, CONSOLE_READ_ROLE),
    makePortalSecret(SECRET_CONSOLE_WRITE, CONSOLE_WRITE_ROLE),
    ...spec.users.map(user => makeUserSecret('', user.name)),
    kubernetesStep.apply(
      { id: 'apply', title: { en: 'Make the cluster', zh: '创建集群' } },
      render(spec, input.context),
    ),
    waitGreen('ready', spec),
    prepare(false),
    ...makeAccounts(spec),
    probe('probe', spec),
  ];
}

function remove(scene: Scene): RecipeStep[] {
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
function restart(scene: Scene): Outcome {
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
      { id: 'restart', title: { en: `Restart ${member}`, zh: `重启 ${member}` } },
      [{ apiVersion: 'v1', kind: 'Pod', name: member }],
    ),
    ready,
    probe('probe', spec),
  ];
}

function hibernate(scene: Scene, on: boolean): RecipeStep[] {
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

function changeSettings(
  prefix: string,
  scene: Scene,
  from: InstanceSpec,
  to: InstanceSpec,
): RecipeStep[] {
  const { names } = changedSettings(from, to);
  const all = settingsOf(to);
  return [
    applyCluster(`${prefix}apply`, scene, to),
    ...(to.running
      ? [
          waitGreen(`${prefix}ready`, to, () => hasResources(scene.seen, to)),
          ...scene.seen.pods.map(pod =>
            driverStep(
              {
                id: `${prefix}verify-${pod.name}`,
                title: {
                  en: `Compare the settings of ${pod.name} with what is wanted`,
                  zh: `核对 ${pod.name} 的生效配置`,
                },
                timeoutSeconds: LONG,
              },
              'verify-settings',
              {
                member: pod.name,
                settings: Object.fromEntries(names.map(n => [n, all[n]])),
                patient: true,
              },
            ),
          ),
          probe(`${prefix}probe`, to),
        ]
      : []),
  ];
}

/** Whether every pod was made with the memory that is wanted. */
function hasResources(seen: Seen, spec: InstanceSpec): boolean {
  return seen.pods.every(pod => {
    const container = listAt(pod.resource.spec?.containers)
      .map(objectAt)
      .find(c => c.name === 'postgres');
    const requests = objectAt(objectAt(container?.resources).requests);
    return requests.memory === `${spec.resources.memoryMib}Mi`;
  });
}

function scale(prefix: string, scene: Scene, to: InstanceSpec): RecipeStep[] {
  return [
    applyCluster(`${prefix}apply`, scene, to),
    ...(to.running
      ? [waitGreen(`${prefix}ready`, to), probe(`${prefix}probe`, to)]
      : []),
  ];
}

function switchover(scene: Scene): Outcome {
  const { input, seen, spec } = scene;
  const noted = input.journal.find(r => r.id === 'choose')?.output?.to;
  const current = textAt(seen.status.currentPrimary);
  const able = input.status.members.filter(
    m => m.role === 'replica' && m.ready && !m.reason,
  );
  const wanted = input.operation.input.member;
  const to =
    textAt(noted) ??
    (typeof wanted === 'string'
      ? able.find(m => m.name === wanted)?.name
      : able.sort((a, b) => (a.lagSeconds ?? 0) - (b.lagSeconds ?? 0))[0]
          ?.name);
  if (!to) {
    return typeof wanted === 'string'
      ? reasons.noSuchReplica(wanted)
      : reasons.noReadyReplica();
  }
  return [
    driverStep(
      {
        id: 'choose',
        title: { en: 'Write everything to disk', zh: '将数据写入磁盘' },
        timeoutSeconds: 300,
      },
      'checkpoint',
      { ...(current ? { member: current } : {}), to },
    ),
    kubernetesStep.patchStatus(
      {
        id: 'switch',
        title: { en: `Hand over to ${to}`, zh: `切换到 ${to}` },
        cancellable: false,
        pointOfNoReturn: true,
      },
      targetOf(scene),
      {
        targetPrimary: to,
        targetPrimaryTimestamp: input.context.now,
        phase: 'Switchover in progress',
        phaseReason: `Switching over to ${to}`,
      },
    ),
    waitGreen('ready', spec, status =>
      status.members.some(m => m.name === to && m.role === 'primary'),
    ),
    probe('probe', spec),
  ];
}

/** The operator itself leads back; we wait and prove it. */
function settle(scene: Scene): RecipeStep[] {
  const spec = scene.before ?? scene.spec;
  return spec.running
    ? [
        kubernetesStep.annotate(
          { id: 'undo-start', title: { en: 'Start the members', zh: '启动成员' } },
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
