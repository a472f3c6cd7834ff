import { InstanceStatus } from '@dbaas-portal/plugin-dbaas-common';
import {
  driverStep,
  KubernetesPod,
  kubernetesStep,
  listAt,
  objectAt,
  RecipeStep,
  textAt,
  waitUntil,
} from '@dbaas-portal/plugin-dbaas-node';
import { reasons } from '../../../reasons';
import { probe } from '../../../recipes/probe';
import { isPrimary, namesIn, removeMembers } from './removal';
import {
  applyCluster,
  LONG,
  Outcome,
  Scene,
  targetOf,
  waitGreen,
} from './scene';

const NOTE = 'note';

type Move = {
  member: string;
  node: string;
  /** Who was there when the operation began. */
  known: string[];
  /** The member that was made for it, as soon as it is seen. */
  fresh?: KubernetesPod;
};

/** Names that the first step wrote down; before it, those that are there. */
function knownTo({ input, seen }: Scene): string[] {
  const noted = listAt(input.journal.find(r => r.id === NOTE)?.output?.known);
  return noted.length > 0 ? noted.map(String) : seen.pods.map(pod => pod.name);
}

function isPinned({ resource }: KubernetesPod): boolean {
  return 'nodeAffinity' in objectAt(resource.spec?.affinity);
}

/** A wait that was over at once is in no journal; what came after it is. */
const hasBegun = ({ input }: Scene, id: string) =>
  input.journal.some(r => r.id === id);

/** The old ones and the new one serve, and this one does so as `role`. */
const allServe = (
  scene: Scene,
  name: string | undefined,
  role: 'primary' | 'replica',
) => {
  return (status: InstanceStatus) =>
    status.health === 'green' &&
    status.members.filter(m => m.ready).length === scene.spec.members + 1 &&
    status.members.some(m => m.name === name && m.role === role);
};

/** From nothing to a member that follows from the node; every old one stays. */
function make(scene: Scene, { node, known, fresh }: Move): RecipeStep[] {
  const { spec, seen } = scene;
  const members = spec.members + 1;
  // Made anew meanwhile, and away from their volumes.
  const stray = seen.pods.filter(
    pod => known.includes(pod.name) && isPinned(pod) && !pod.node,
  );
  return [
    applyCluster('add', scene, spec, {
      title: { en: `Make a member on ${node}`, zh: `在 ${node} 上创建成员` },
      meanwhile: { members, node, keepPods: true },
    }),
    waitUntil({
      id: 'joined',
      title: {
        en: 'Wait until the new member follows',
        zh: '等待新成员完成同步',
      },
      timeoutSeconds: LONG,
      until: status =>
        hasBegun(scene, 'unpin') ||
        status.members.some(
          m => m.name === fresh?.name && m.ready && m.node === node,
        ),
    }),
    // The operator makes the new one a second time for it, with its volume.
    applyCluster('unpin', scene, spec, {
      title: {
        en: 'Let members be placed freely again',
        zh: '恢复成员的自由调度',
      },
      meanwhile: { members },
    }),
    ...stray.map(({ name }) =>
      kubernetesStep.delete(
        {
          id: `replace-${name}`,
          title: { en: `Make ${name} anew`, zh: `重新创建 ${name}` },
        },
        [{ apiVersion: 'v1', kind: 'Pod', name }],
      ),
    ),
    waitUntil({
      id: 'settled',
      title: {
        en: `Wait until it serves from ${node} again`,
        zh: `等待其在 ${node} 上恢复服务`,
      },
      timeoutSeconds: LONG,
      until: status => {
        if (hasBegun(scene, 'caught-up')) {
          return true;
        }
        if (!fresh || isPinned(fresh)) {
          return false;
        }
        return fresh.ready && fresh.node !== node
          ? reasons.nodeNotKept(fresh.name, node)
          : allServe(scene, fresh.name, 'replica')(status) ||
              allServe(scene, fresh.name, 'primary')(status);
      },
    }),
  ];
}

/** Where the old one is the primary, the new one takes over. */
function handOver(scene: Scene, { member, fresh }: Move): RecipeStep[] {
  const { input } = scene;
  const isLate = hasBegun(scene, 'pause');
  if (!hasBegun(scene, 'switch') && (isLate || !isPrimary(scene, member))) {
    return [];
  }
  const to = fresh?.name ?? '';
  return [
    kubernetesStep.patchStatus(
      {
        id: 'switch',
        title: { en: 'Hand over to the new member', zh: '切换到新成员' },
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
    waitUntil({
      id: 'switched',
      title: {
        en: 'Wait until the new member is the primary',
        zh: '等待新成员成为主节点',
      },
      timeoutSeconds: LONG,
      until: status =>
        hasBegun(scene, 'caught-up') || allServe(scene, to, 'primary')(status),
    }),
  ];
}

/** Those that stay and follow have every change, then the old one goes. */
function takeAway(scene: Scene, { member, node, known }: Move): RecipeStep[] {
  const { spec, seen } = scene;
  const primary = textAt(seen.status.currentPrimary);
  const ready = waitGreen('ready', spec);
  return [
    driverStep(
      {
        id: 'caught-up',
        title: {
          en: 'Wait until those that stay have every change',
          zh: '等待保留的成员获得全部变更',
        },
        timeoutSeconds: LONG,
      },
      'wait-for-replicas',
      {
        replicas: seen.pods
          .map(pod => pod.name)
          .filter(name => name !== member && name !== primary),
      },
    ),
    ...removeMembers(scene, {
      prefix: '',
      spec,
      members: [member],
      others: spec.members,
    }),
    waitUntil({
      ...ready,
      until: (status, evidence) => {
        const come = ready.until(status, evidence);
        const stayed = status.members.some(
          m => m.node === node && !known.includes(m.name),
        );
        return come === true && !stayed ? reasons.newMemberLost() : come;
      },
    }),
    probe('probe', spec),
  ];
}

/**
 * The new member is made on the node and follows, then the old one goes. There
 * are never fewer copies than before.
 */
export function moveMember(scene: Scene): Outcome {
  const { input, seen } = scene;
  const { member, node } = input.operation.input;
  if (typeof member !== 'string' || typeof node !== 'string') {
    return reasons.noSuchMember(String(member));
  }
  const known = knownTo(scene);
  const old = input.status.members.find(m => m.name === member);
  if (input.journal.length === 0 && !old?.ready) {
    return reasons.noSuchMember(member);
  }
  const fresh = seen.pods.find(pod => !known.includes(pod.name));
  const move: Move = { member, node, known, ...(fresh ? { fresh } : {}) };
  return [
    driverStep(
      {
        id: NOTE,
        title: { en: 'Write everything to disk', zh: '将数据写入磁盘' },
        timeoutSeconds: 300,
      },
      'checkpoint',
      { known },
    ),
    ...make(scene, move),
    ...handOver(scene, move),
    ...takeAway(scene, move),
  ];
}

/** Takes away what was made for the move, unless it is the primary by now. */
export function undoMove(scene: Scene): Outcome {
  const spec = scene.before ?? scene.spec;
  const known = knownTo(scene);
  const surplus = namesIn(scene).filter(name => !known.includes(name));
  const primary = surplus.find(name => isPrimary(scene, name));
  if (primary) {
    return reasons.becamePrimary(primary);
  }
  return [
    ...(surplus.length > 0 || hasBegun(scene, 'undo-pause')
      ? removeMembers(scene, {
          prefix: 'undo-',
          spec,
          members: surplus,
          others: 1,
        })
      : []),
    applyCluster('undo-apply', scene, spec),
    waitGreen('undo-ready', spec),
    probe('undo-probe', spec),
  ];
}
