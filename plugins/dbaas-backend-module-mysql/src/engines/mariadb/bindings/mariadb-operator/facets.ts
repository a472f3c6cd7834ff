import {
  Facets,
  InstanceSpec,
  OperationFacet,
  OperationKind,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  AccessRule,
  capability,
  decline,
  Footprint,
  offer,
  offerReasons,
  operationFacets,
  sumOfMembers,
} from '@dbaas-portal/plugin-dbaas-node';
import { SINGLE } from '../../../../processes/kind';
import { oneMember } from '../../../../processes/reasons';
import { mariadb } from '../../descriptor';
import { reasons } from './reasons';
import { AGENT } from './render';

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
    interrupts: true,
    effect: {
      en: 'The members are made anew one by one, the primary last; their volumes stay',
      zh: '成员逐个重建,主节点最后;存储卷保留',
    },
  },
  resize: {
    interrupts: true,
    effect: {
      en: 'The members are made anew one by one, the primary last; storage only grows',
      zh: '成员逐个重建,主节点最后;存储只能扩容',
    },
  },
  scale: {
    effect: {
      en: 'New replicas are filled from a copy of the data, which takes a volume more meanwhile; a removed one loses its volume',
      zh: '新副本由数据副本填充,期间额外占用一个存储卷;移除的副本会删除其存储卷',
    },
  },
  switchover: {
    interrupts: true,
    effect: {
      en: 'Writes wait until every replica has all of them; none is lost',
      zh: '写入会暂停,直至所有副本完全同步;不丢失数据',
    },
  },
  'drop-database': {
    effect: {
      en: 'Deletes all of its data, and every right on it',
      zh: '删除其全部数据及所有相关权限',
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

function operation(spec: InstanceSpec, kind: OperationKind): OperationFacet {
  if (kind === 'move-member' || kind === 'upgrade') {
    return decline(kind, reasons.notHereYet());
  }
  if (spec.topology === SINGLE) {
    if (kind === 'scale') {
      return decline(kind, offerReasons.fixedMembers());
    }
    if (kind === 'switchover') {
      return decline(kind, oneMember);
    }
  }
  return offer(kind, EFFECTS[kind]);
}

export function facets(spec: InstanceSpec): Facets {
  const stopped = spec.running ? undefined : offerReasons.isStopped();
  const later = reasons.notHereYet();
  return {
    operations: operationFacets(spec, kind => operation(spec, kind)),
    capabilities: [
      capability('accounts', stopped),
      capability('console', stopped),
      capability('parameters', stopped),
      capability('backup', later),
      capability('logs', later),
      capability('metrics', later),
      capability('terminal', later),
    ],
    parameters: mariadb.parameters,
  };
}

/**
 * A rolling change takes a member away before it makes it anew; new members
 * are filled from a volume that is there for that time.
 */
export function footprint(spec: InstanceSpec, kind?: OperationKind): Footprint {
  const servers = sumOfMembers(spec);
  const agents = spec.topology === SINGLE || !spec.running ? 0 : spec.members;
  const steady = {
    ...servers,
    cpuMillis: servers.cpuMillis + agents * AGENT.cpuMillis,
    memoryMib: servers.memoryMib + agents * AGENT.memoryMib,
  };
  const copy = kind === 'scale' ? spec.resources.storageMib : 0;
  return {
    steady,
    surge: { ...steady, storageMib: steady.storageMib + copy },
  };
}

/** The least that the portal itself must be allowed to do. */
export const ACCESS: AccessRule[] = [
  {
    group: 'k8s.mariadb.com',
    resources: ['mariadbs'],
    verbs: ['get', 'list', 'watch', 'create', 'patch', 'delete'],
  },
  {
    group: 'k8s.mariadb.com',
    resources: ['physicalbackups'],
    verbs: ['create', 'patch', 'delete'],
  },
  { group: '', resources: ['pods'], verbs: ['get', 'list', 'watch', 'delete'] },
  {
    group: '',
    resources: ['services'],
    verbs: ['get', 'list', 'watch', 'create', 'patch', 'delete'],
  },
  { group: '', resources: ['persistentvolumeclaims'], verbs: ['delete'] },
];
