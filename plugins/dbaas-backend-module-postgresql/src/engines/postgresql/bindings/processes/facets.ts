import {
  Facets,
  InstanceSpec,
  OperationFacet,
  OperationKind,
  ResourceSum,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  capability,
  decline,
  Footprint,
  isLocallyDeclined,
  offer,
  offerReasons,
  operationFacets,
  sumOfMembers,
  whyLocallyDeclined,
} from '@dbaas-portal/plugin-dbaas-node';
import { SINGLE } from '../../descriptor';
import { PARAMETERS } from '../../parameters';
import { reasons } from '../../reasons';

const EFFECTS: Partial<Record<OperationKind, Parameters<typeof offer>[1]>> = {
  restart: {
    interrupts: true,
    effect: {
      en: 'Members restart one by one, the primary last; connections end',
      zh: '成员逐个重启,主节点最后;连接会中断',
    },
  },
  stop: {
    interrupts: true,
    effect: {
      en: 'All processes end; the data stays',
      zh: '所有进程停止;数据保留',
    },
  },
  'set-parameters': {
    effect: {
      en: 'Most take effect at once; those marked so restart the members',
      zh: '多数参数立即生效;标注需重启的参数会重启成员',
    },
  },
  resize: {
    interrupts: true,
    effect: {
      en: 'Sets the server’s caches by the new memory and restarts the members; processor and disk are counted against the quota but not enforced on this machine',
      zh: '按新的内存大小调整服务器缓存并重启成员;CPU 与磁盘计入配额,但在本机不强制限制',
    },
  },
  scale: {
    effect: {
      en: 'A new replica copies the primary; a removed one loses its copy',
      zh: '新增副本会复制主节点数据;移除的副本会删除其数据',
    },
  },
  switchover: {
    interrupts: true,
    effect: {
      en: 'Writes pause for some seconds; no change is lost. There is no automatic failover on this machine: a primary that dies is started again',
      zh: '写入会暂停数秒;不会丢失变更。本机没有自动故障切换:主节点异常退出时会被重新启动',
    },
  },
  'drop-database': {
    effect: {
      en: 'Its sessions end and its data is gone',
      zh: '会话被结束,数据将被删除',
    },
  },
  'drop-user': {
    effect: {
      en: 'Its sessions end; what it owns goes to the database’s owners',
      zh: '会话被结束;其拥有的对象移交给数据库所有者',
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
      en: 'All members and all data are removed',
      zh: '所有成员和数据都将被移除',
    },
  },
};

/** These change files of members that stand still; the next start reads them. */
const ALSO_STOPPED: OperationKind[] = ['set-parameters', 'resize', 'scale'];

function operation(spec: InstanceSpec, kind: OperationKind): OperationFacet {
  if (isLocallyDeclined(kind)) {
    return decline(kind, whyLocallyDeclined(kind));
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

/** What an instance of local processes can do, and why not the rest. */
export function facets(spec: InstanceSpec): Facets {
  const stopped = spec.running ? undefined : offerReasons.isStopped();
  const { notLocally } = offerReasons;
  return {
    operations: operationFacets(
      spec,
      kind => operation(spec, kind),
      ALSO_STOPPED,
    ),
    capabilities: [
      capability('accounts', stopped),
      capability('console', stopped),
      capability('parameters'),
      capability('backup', notLocally({ en: 'Backups', zh: '备份' })),
      // What it wrote last is there also when it stands still.
      capability('logs'),
      capability('metrics', notLocally({ en: 'Metrics', zh: '监控指标' })),
      capability('terminal', offerReasons.noTerminalLocally()),
    ],
    parameters: PARAMETERS,
  };
}

/** A replica that is made takes its space before another one gives it back. */
export function footprint(spec: InstanceSpec, kind?: OperationKind): Footprint {
  const steady: ResourceSum = sumOfMembers(spec);
  return { steady, surge: kind === 'delete' ? sumOfMembers(spec, 0) : steady };
}
