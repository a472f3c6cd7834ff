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
import { SINGLE } from '../../descriptor';
import { PARAMETERS } from '../../parameters';
import { reasons } from '../../reasons';

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

function operation(spec: InstanceSpec, kind: OperationKind): OperationFacet {
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

export function facets(spec: InstanceSpec): Facets {
  const stopped = spec.running ? undefined : offerReasons.isStopped();
  return {
    operations: operationFacets(spec, kind => operation(spec, kind)),
    capabilities: [
      capability('accounts', stopped),
      capability('console', stopped),
      capability('parameters', stopped),
      capability('backup', LATER),
      // With a pod its log goes.
      capability('logs', stopped),
      capability('metrics', LATER),
      capability('terminal', LATER),
    ],
    parameters: PARAMETERS,
  };
}

/** A rolling change takes a member away before it makes it anew. */
export function footprint(spec: InstanceSpec): Footprint {
  const steady = sumOfMembers(spec);
  return { steady, surge: steady };
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
  { group: '', resources: ['pods'], verbs: ['get', 'list', 'watch', 'delete'] },
  { group: '', resources: ['pods/log'], verbs: ['get'] },
  {
    group: '',
    resources: ['services'],
    verbs: ['get', 'list', 'watch', 'create', 'patch', 'delete'],
  },
];
