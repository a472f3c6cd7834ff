import { Reason } from '@dbaas-portal/plugin-dbaas-common';
import {
  driverStep,
  localRecipe,
  localStep,
  makeSecrets,
  RecipeStep,
  SECRET_ADMIN,
  SECRET_CONSOLE_READ,
  SECRET_CONSOLE_WRITE,
  SECRET_REPLICATION,
  waitUntil,
} from '@dbaas-portal/plugin-dbaas-node';
import {
  CONSOLE_READ_ROLE,
  CONSOLE_WRITE_ROLE,
  REPLICATION_ROLE,
} from '../../../../../protocol';
import { SINGLE } from '../../../descriptor';
import { makeAccounts, prepare } from '../../../recipes/accounts';
import { probe } from '../../../recipes/probe';
import { programsFor } from '../detect';
import { ADMIN_USERNAME } from '../render';
import { replicasFirst, setSlots, waitReady } from './pieces';
import { membersOf, Recipe, Scene } from './scene';

// Making data folders and copying them takes its time.
const MAKE_SECONDS = 3700;

function secrets({ spec }: Scene): RecipeStep {
  return makeSecrets(
    [
      { name: SECRET_ADMIN, username: ADMIN_USERNAME },
      { name: SECRET_CONSOLE_READ, username: CONSOLE_READ_ROLE },
      { name: SECRET_CONSOLE_WRITE, username: CONSOLE_WRITE_ROLE },
      ...(spec.topology === SINGLE
        ? []
        : [{ name: SECRET_REPLICATION, username: REPLICATION_ROLE }]),
    ],
    spec.users,
  );
}

/** The primary and what is in it first, replicas copy it then. */
export const create = (scene: Scene): RecipeStep[] | Reason => {
  const { spec, layout, render } = scene;
  const programs = programsFor(spec, scene.input.context);
  if ('code' in programs) {
    return programs;
  }
  const replicated = spec.topology !== SINGLE;
  const [primary] = render(spec, layout, { initializing: true });
  return [
    secrets(scene),
    localStep.apply(
      {
        id: 'make-primary',
        title: { en: `Make ${layout.primary}`, zh: `创建 ${layout.primary}` },
        timeoutSeconds: 300,
      },
      [primary],
    ),
    waitReady('primary-ready', [layout.primary], layout.primary),
    prepare({ replication: replicated }),
    ...makeAccounts(spec),
    ...(replicated ? [setSlots('slots', layout)] : []),
    localStep.apply(
      {
        id: 'make-rest',
        title: replicated
          ? {
              en: `Copy it to ${layout.replicas.join(', ')}`,
              zh: `复制到 ${layout.replicas.join('、')}`,
            }
          : {
              en: 'Take away the first password file',
              zh: '移除初始密码文件',
            },
        timeoutSeconds: MAKE_SECONDS,
      },
      render(spec, layout),
    ),
    waitReady('ready', membersOf(layout), layout.primary),
    probe('probe', spec),
  ];
};

export const restart: Recipe = ({ input, spec, layout }) => {
  const { member } = input.operation.input;
  const chosen = typeof member === 'string' ? [member] : replicasFirst(layout);
  return [
    localRecipe.restart(chosen),
    waitReady('ready', membersOf(layout), layout.primary),
    probe('probe', spec),
  ];
};

export const stop: Recipe = ({ spec, layout, render }) => [
  driverStep(
    {
      id: 'checkpoint',
      title: { en: 'Write everything to disk', zh: '将数据写入磁盘' },
      timeoutSeconds: 300,
    },
    'checkpoint',
    { member: layout.primary },
  ),
  // The primary first: its replicas get all that it wrote.
  localStep.apply(
    { id: 'stop', title: { en: 'Stop the members', zh: '停止成员' } },
    render({ ...spec, running: false }, layout),
  ),
  localRecipe.untilStopped(),
];

export const start: Recipe = ({ spec, layout, render }) => [
  localStep.apply(
    { id: 'start', title: { en: 'Start the members', zh: '启动成员' } },
    render({ ...spec, running: true }, layout),
  ),
  waitReady('ready', membersOf(layout), layout.primary),
  probe('probe', { ...spec, running: true }),
];

export const remove: Recipe = () => [
  localRecipe.removeAll(),
  waitUntil({
    id: 'gone',
    title: { en: 'Wait until nothing is left', zh: '确认已全部移除' },
    timeoutSeconds: 60,
    cancellable: false,
    until: status => status.members.length === 0,
  }),
];
