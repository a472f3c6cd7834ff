import {
  Facets,
  InstanceSpec,
  OperationFacet,
  OperationKind,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  AccessRule,
  BindingContext,
  capability,
  decline,
  Footprint,
  offer,
  offerReasons,
  operationFacets,
  sumOfMembers,
  terminals,
} from '@dbaas-portal/plugin-dbaas-node';
import { SINGLE } from '../../descriptor';
import { PARAMETERS } from '../../parameters';
import { reasons } from '../../reasons';
import { releaseOf } from './detect';
import { TERMINALS } from './terminal';

const EFFECTS: Partial<Record<OperationKind, Parameters<typeof offer>[1]>> = {
  restart: {
    interrupts: true,
    effect: {
      en: 'Replicas restart first, then the primary hands over',
      zh: '先重启副本,然后主节点切换',
    },
  },
  stop: {
    interrupts: true,
    effect: {
      en: 'All pods end; the volumes stay',
      zh: '所有 Pod 停止;存储卷保留',
    },
  },
  'set-parameters': {
    effect: {
      en: 'Most take effect at once; those marked so restart the members one by one',
      zh: '多数参数立即生效;标注需重启的参数会逐个重启成员',
    },
  },
  resize: {
    interrupts: true,
    growsOnly: true,
    effect: {
      en: 'Members are made anew one by one; storage only grows',
      zh: '成员逐个重建;存储只能扩容',
    },
  },
  scale: {
    effect: {
      en: 'A removed replica loses its volume',
      zh: '移除的副本会删除其存储卷',
    },
  },
  switchover: {
    interrupts: true,
    effect: {
      en: 'Writes pause for some seconds',
      zh: '写入会暂停数秒',
    },
  },
  'move-member': {
    effect: {
      en: 'A new member is made on the node and follows before the old one goes; a primary hands over first, which ends connections once. While the old one is taken away, for some seconds, nothing fails over. A volume that no node holds may be carried elsewhere at a later restart',
      zh: '先在目标节点创建新成员并完成同步,再移除旧成员;若迁移的是主节点,会先切换,连接会中断一次。移除旧成员的数秒内不会自动故障切换。若存储卷不绑定节点,以后重启时成员可能被调度到其他节点',
    },
  },
  upgrade: {
    interrupts: true,
    effect: {
      en: 'Replicas are made anew with the release first, then the primary hands over to one of them; a single member restarts',
      zh: '先以新版本逐个重建副本,再由主节点切换到其中之一;单节点会重启',
    },
  },
  'rotate-password': {
    effect: {
      en: 'The old password ends at once; open connections stay',
      zh: '旧密码立即失效;已建立的连接不受影响',
    },
  },
  delete: {
    interrupts: true,
    effect: {
      en: 'The cluster, its volumes and its addresses are deleted',
      zh: '集群、存储卷和访问地址都将被删除',
    },
  },
};

const LATER = reasons.notHereYet(
  'Not offered yet for databases in clusters',
  '尚未对集群中的数据库提供',
);

/** The releases after that of the instance, the newest first. */
function newerThan(spec: InstanceSpec, { detection }: BindingContext) {
  const { releases = [] } =
    detection.versions.find(v => v.id === spec.version) ?? {};
  const here = releases.indexOf(releaseOf(spec));
  return here < 0 ? releases : releases.slice(0, here);
}

function operation(
  spec: InstanceSpec,
  kind: OperationKind,
  context: BindingContext,
): OperationFacet {
  if (kind === 'upgrade' && newerThan(spec, context).length === 0) {
    return decline(kind, reasons.newestRelease(releaseOf(spec)));
  }
  if (spec.topology === SINGLE) {
    if (kind === 'scale') {
      return decline(kind, offerReasons.fixedMembers());
    }
    if (kind === 'switchover') {
      return decline(kind, reasons.oneMember());
    }
  }
  return offer(kind, EFFECTS[kind]);
}

export function facets(spec: InstanceSpec, context: BindingContext): Facets {
  const stopped = spec.running ? undefined : offerReasons.isStopped();
  return {
    operations: operationFacets(spec, kind => operation(spec, kind, context)),
    capabilities: [
      capability('accounts', stopped),
      capability('console', stopped),
      capability('parameters', stopped),
      capability('backup', LATER),
      // With a pod its log goes.
      capability('logs', stopped),
      capability('metrics', LATER),
      terminals(TERMINALS, stopped),
    ],
    parameters: PARAMETERS,
  };
}

/**
 * A rolling change takes a member away before it makes it anew; a move makes
 * the new one first.
 */
export function footprint(spec: InstanceSpec, kind?: OperationKind): Footprint {
  const steady = sumOfMembers(spec);
  const surge =
    kind === 'move-member' ? sumOfMembers(spec, spec.members + 1) : steady;
  return { steady, surge };
}

/** The least that the portal itself must be allowed to do. */
export const ACCESS: AccessRule[] = [
  {
    group: 'postgresql.cnpg.io',
    resources: ['clusters'],
    verbs: ['get', 'list', 'watch', 'create', 'patch', 'delete'],
  },
  {
    group: 'postgresql.cnpg.io',
    resources: ['clusters/status'],
    verbs: ['patch'],
  },
  {
    group: '',
    resources: ['pods', 'persistentvolumeclaims'],
    verbs: ['get', 'list', 'watch', 'delete'],
  },
  { group: 'batch', resources: ['jobs'], verbs: ['delete'] },
  { group: '', resources: ['pods/log'], verbs: ['get'] },
  {
    group: '',
    resources: ['services'],
    verbs: ['get', 'list', 'watch', 'create', 'patch', 'delete'],
  },
];
