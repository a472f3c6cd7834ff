import {
  Facets,
  InstanceSpec,
  OperationFacet,
  OperationKind,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  capability,
  decline,
  isLocallyDeclined,
  offer,
  offerReasons,
  operationFacets,
  whyLocallyDeclined,
} from '@dbaas-portal/plugin-dbaas-node';
import { ProcessesKind, SINGLE } from './kind';
import { oneMember } from './reasons';

const COPIED = {
  en: 'A new member takes over a copy of the data, and then follows.',
  zh: '新成员先复制全部数据,再持续同步。',
};

const REPLAYED = {
  en: 'A new replica replays the whole binary log, which is kept from the beginning; with much history this takes long.',
  zh: '新副本会重放从一开始保留的全部二进制日志;历史较多时耗时较长。',
};

const EFFECTS: Partial<Record<OperationKind, Parameters<typeof offer>[1]>> = {
  restart: {
    effect: {
      en: 'Members restart one after the other, the primary last; clients reconnect.',
      zh: '成员依次重启,主节点最后;客户端需要重连。',
    },
    interrupts: true,
  },
  stop: { interrupts: true },
  'set-parameters': {
    effect: {
      en: 'New connections see the values at once; values that need a restart restart the members, the primary last.',
      zh: '新连接立即生效;需要重启的参数会依次重启成员,主节点最后。',
    },
  },
  resize: {
    effect: {
      en: 'Sets the cache to half of the memory, without a restart; cpu and storage are accounted for, not enforced.',
      zh: '将缓存设为内存的一半,无需重启;CPU 与存储仅计入配额,不做强制。',
    },
  },
  switchover: {
    effect: {
      en: 'Writes are refused until the replica has all of them; none is lost. Clients reconnect.',
      zh: '副本完全同步之前拒绝写入,不丢失数据;客户端需要重连。',
    },
    interrupts: true,
  },
  'drop-database': {
    effect: {
      en: 'Deletes all of its data, and every right on it.',
      zh: '删除其全部数据及所有相关权限。',
    },
  },
  'rotate-password': {
    effect: {
      en: 'The old password ends at once; open connections stay.',
      zh: '旧密码立即失效;已建立的连接保持不变。',
    },
  },
};

function operation(
  engine: ProcessesKind,
  spec: InstanceSpec,
  kind: OperationKind,
): OperationFacet {
  if (isLocallyDeclined(kind)) {
    return decline(kind, whyLocallyDeclined(kind));
  }
  switch (kind) {
    case 'scale':
      return spec.topology === SINGLE
        ? decline(kind, offerReasons.fixedMembers())
        : offer(kind, { effect: engine.copies ? COPIED : REPLAYED });
    case 'switchover':
      return spec.members < 2
        ? decline(kind, oneMember)
        : offer(kind, EFFECTS[kind]);
    default:
      return offer(kind, EFFECTS[kind]);
  }
}

/** What a local instance can do, and why not the rest. */
export function facets(engine: ProcessesKind, spec: InstanceSpec): Facets {
  const stopped = spec.running ? undefined : offerReasons.isStopped();
  const { notLocally } = offerReasons;
  return {
    operations: operationFacets(spec, kind => operation(engine, spec, kind)),
    capabilities: [
      capability('accounts', stopped),
      capability('console', stopped),
      capability('parameters', stopped),
      capability('backup', notLocally({ en: 'Backups', zh: '备份' })),
      // What it wrote last is there also when it stands still.
      capability('logs'),
      capability('metrics', notLocally({ en: 'Metrics', zh: '监控指标' })),
      capability('terminal', offerReasons.noTerminalLocally()),
    ],
    parameters: engine.descriptor.parameters,
  };
}
