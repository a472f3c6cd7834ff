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
import { redisParameters } from '../../parameters';
import { noDatabases, oneMember } from './reasons';

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
      en: 'Takes effect at once, without a restart.',
      zh: '立即生效,无需重启。',
    },
  },
  resize: {
    effect: {
      en: 'Sets maxmemory to three quarters of the memory, at once; cpu and storage are accounted for, not enforced.',
      zh: '立即将 maxmemory 设为内存的四分之三;CPU 与存储仅计入配额,不做强制。',
    },
  },
  switchover: {
    effect: {
      en: 'Writes pause until the replica has all of them; no write is lost. Clients reconnect.',
      zh: '写入会暂停直至副本完全同步,不丢失写入;客户端需要重连。',
    },
    interrupts: true,
  },
};

function operation(spec: InstanceSpec, kind: OperationKind): OperationFacet {
  if (isLocallyDeclined(kind)) {
    return decline(kind, whyLocallyDeclined(kind));
  }
  switch (kind) {
    case 'create-database':
    case 'drop-database':
      return decline(kind, noDatabases);
    case 'scale':
      return spec.topology === 'single'
        ? decline(kind, offerReasons.fixedMembers())
        : offer(kind);
    case 'switchover':
      return spec.members < 2
        ? decline(kind, oneMember)
        : offer(kind, EFFECTS[kind]);
    default:
      return offer(kind, EFFECTS[kind]);
  }
}

/** What a local instance can do, and why not the rest. */
export function facets(spec: InstanceSpec): Facets {
  const stopped = spec.running ? undefined : offerReasons.isStopped();
  const { notLocally } = offerReasons;
  return {
    operations: operationFacets(spec, kind => operation(spec, kind)),
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
    parameters: redisParameters,
  };
}
