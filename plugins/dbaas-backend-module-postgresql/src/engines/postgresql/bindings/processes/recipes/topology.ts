import { Reason } from '@dbaas-portal/plugin-dbaas-common';
import {
  driverStep,
  localStep,
  offerReasons,
  RecipeStep,
} from '@dbaas-portal/plugin-dbaas-node';
import { probe } from '../../../recipes/probe';
import { REPLICATION_PASSFILE } from '../config';
import { arrange, Layout } from '../layout';
import { reasons } from '../../../reasons';
import { reload, removeSurplus, setSlots, waitReady } from './pieces';
import { membersOf, outputOf, Recipe, Scene, wasBegun } from './scene';

const COPY_SECONDS = 3700;

/** Adds the replicas that are missing, removes those that are too many. */
export const scale: Recipe = ({ spec, layout, render }) => [
  ...(spec.running ? [setSlots('slots', layout)] : []),
  localStep.apply(
    {
      id: 'apply',
      title: {
        en: `Make it ${membersOf(layout).join(', ')}`,
        zh: `调整成员为 ${membersOf(layout).join('、')}`,
      },
      timeoutSeconds: COPY_SECONDS,
    },
    render(spec, layout),
  ),
  ...removeSurplus('remove', layout),
  ...(spec.running
    ? [
        // A slot that a removed replica held is free only now.
        setSlots('slots-after', layout),
        waitReady('ready', membersOf(layout), layout.primary),
        probe('probe', spec),
      ]
    : []),
];

type Handover = { from: string; to: string };

/** Who hands over to whom: chosen once, then kept in the journal. */
function handoverOf(scene: Scene): Handover | Reason {
  const noted = outputOf(scene, 'checkpoint');
  if (typeof noted?.from === 'string' && typeof noted.to === 'string') {
    return { from: noted.from, to: noted.to };
  }
  const { members } = scene.input.status;
  const from = members.find(m => m.role === 'primary' && m.ready);
  if (!from) {
    return reasons.primaryNotReady();
  }
  const able = members
    .filter(m => m.role === 'replica' && m.ready && !m.reason)
    .sort((a, b) => (a.lagSeconds ?? 0) - (b.lagSeconds ?? 0));
  const { member } = scene.input.operation.input;
  const to =
    typeof member === 'string' ? able.find(m => m.name === member) : able[0];
  if (!to) {
    return typeof member === 'string'
      ? reasons.noSuchReplica(member)
      : offerReasons.noReadyReplica();
  }
  return { from: from.name, to: to.name };
}

function addressesFirst(resources: ReturnType<Scene['render']>) {
  return [
    ...resources.filter(r => r.kind === 'LocalAddress'),
    ...resources.filter(r => r.kind !== 'LocalAddress'),
  ];
}

/**
 * The old primary is shut down in order, which sends its replicas the end of
 * the log; that the new one has it is proven before it is promoted; then the
 * old one follows it with the data it has.
 */
export function switchover(scene: Scene): RecipeStep[] | Reason {
  const handover = handoverOf(scene);
  if (!('from' in handover)) {
    return handover;
  }
  const { from, to } = handover;
  const { spec, present, render } = scene;
  const oldLayout = arrange(spec, present, from);
  const layout = arrange(spec, present, to);
  const oldPrimary = render(spec, oldLayout, { stopped: [from] }).slice(0, 1);
  const others = layout.replicas.filter(name => name !== from);
  return [
    driverStep(
      {
        id: 'checkpoint',
        title: {
          en: `Write everything to disk on ${from}`,
          zh: `在 ${from} 上将数据写入磁盘`,
        },
        timeoutSeconds: 300,
      },
      'checkpoint',
      { member: from, from, to },
    ),
    localStep.apply(
      {
        id: 'stop-primary',
        title: { en: `Shut ${from} down`, zh: `关闭 ${from}` },
      },
      oldPrimary,
    ),
    localStep.run(
      {
        id: 'verify-handover',
        title: {
          en: `Make sure that ${to} has every change`,
          zh: `确认 ${to} 已收到全部变更`,
        },
      },
      from,
      scene.tool.verifyHandover(
        to,
        `\${dir}/${REPLICATION_PASSFILE}`,
        spec.tls,
      ),
    ),
    driverStep(
      {
        id: 'promote',
        title: { en: `Promote ${to}`, zh: `提升 ${to} 为主节点` },
        timeoutSeconds: 120,
        cancellable: false,
        pointOfNoReturn: true,
      },
      'promote',
      { member: to },
    ),
    setSlots('slots', layout, to),
    localStep.apply(
      {
        id: 'follow',
        title: {
          en: `Lead the address to ${to} and let the others follow it`,
          zh: `将访问地址指向 ${to},其余成员跟随复制`,
        },
        cancellable: false,
      },
      addressesFirst(render(spec, layout)),
    ),
    ...others.map(member => reload('', member)),
    waitReady('ready', membersOf(layout), to),
    probe('probe', spec),
  ];
}

/** Leads members, slots and addresses to a spec, whoever is primary now. */
export function converge(scene: Scene, layout: Layout): RecipeStep[] {
  const { render, primary } = scene;
  const spec = scene.before ?? scene.spec;
  if (!spec.running) {
    return [
      localStep.apply(
        {
          id: 'undo-apply',
          title: { en: 'Stop the members', zh: '停止成员' },
        },
        render(spec, layout),
      ),
      ...removeSurplus('undo-remove', layout),
    ];
  }
  const [first] = render(spec, layout);
  return [
    localStep.apply(
      {
        id: 'undo-primary',
        title: { en: `Start ${primary}`, zh: `启动 ${primary}` },
      },
      [first],
    ),
    waitReady('undo-primary-ready', [primary], primary),
    ...(layout.replicas.length > 0 ? [setSlots('undo-slots', layout)] : []),
    localStep.apply(
      {
        id: 'undo-apply',
        title: {
          en: `Let all members follow ${primary}`,
          zh: `使所有成员跟随 ${primary}`,
        },
        timeoutSeconds: COPY_SECONDS,
      },
      render(spec, layout),
    ),
    ...removeSurplus('undo-remove', layout),
    ...layout.replicas
      .filter(name => scene.present.includes(name))
      .map(member => reload('undo-', member)),
    waitReady('undo-ready', membersOf(layout), primary),
    probe('undo-probe', spec),
  ];
}

/** Back to the spec before, without ever making a second primary. */
export const undoTopology: Recipe = scene => {
  const spec = scene.before ?? scene.spec;
  const chosen = outputOf(scene, 'checkpoint')?.to;
  if (typeof chosen === 'string' && wasBegun(scene, 'promote')) {
    // It may be the primary already, although nobody could note it.
    const member = scene.input.status.members.find(m => m.name === chosen);
    const role = member?.ready ? member.role : 'primary';
    const look = waitReady(
      'undo-look',
      [chosen],
      role === 'primary' ? chosen : scene.primary,
    );
    return [
      look,
      ...converge(scene, arrange(spec, scene.present, scene.primary)),
    ];
  }
  return converge(scene, arrange(spec, scene.present, scene.primary));
};
