import {
  Facets,
  InstanceSpec,
  OperationFacet,
  OperationKind,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';
import { capability, decline, offer } from '@dbaas-portal/plugin-dbaas-node';
import { redisParameters } from '../../parameters';
import {
  fixedMembers,
  isRunning,
  isStopped,
  noDatabases,
  notBuiltYet,
  oneMember,
} from './reasons';

const RESTART = {
  en: 'Members restart one after the other, the primary last; clients reconnect.',
  zh: '成员依次重启,主节点最后;客户端需要重连。',
};

type Rule = (spec: InstanceSpec) => OperationFacet;

const whenRunning =
  (kind: OperationKind, options: Parameters<typeof offer>[1] = {}): Rule =>
  spec =>
    spec.running ? offer(kind, options) : decline(kind, isStopped);

const never =
  (kind: OperationKind, reason: Reason): Rule =>
  () =>
    decline(kind, reason);

const rules: Rule[] = [
  () => offer('create'),
  whenRunning('restart', { effect: RESTART, interrupts: true }),
  whenRunning('stop', { interrupts: true }),
  spec => (spec.running ? decline('start', isRunning) : offer('start')),
  whenRunning('set-parameters', {
    effect: {
      en: 'Takes effect at once, without a restart.',
      zh: '立即生效,无需重启。',
    },
  }),
  whenRunning('resize', {
    effect: {
      en: 'Sets maxmemory to three quarters of the memory, at once; cpu and storage are accounted for, not enforced.',
      zh: '立即将 maxmemory 设为内存的四分之三;CPU 与存储仅计入配额,不做强制。',
    },
  }),
  spec =>
    spec.topology === 'single'
      ? decline('scale', fixedMembers)
      : whenRunning('scale')(spec),
  spec =>
    spec.members < 2
      ? decline('switchover', oneMember)
      : whenRunning('switchover', {
          effect: {
            en: 'Writes pause until the replica has all of them; no write is lost. Clients reconnect.',
            zh: '写入会暂停直至副本完全同步,不丢失写入;客户端需要重连。',
          },
          interrupts: true,
        })(spec),
  never('create-database', noDatabases),
  never('drop-database', noDatabases),
  whenRunning('create-user'),
  whenRunning('alter-user'),
  whenRunning('drop-user'),
  whenRunning('rotate-password'),
  () => offer('delete'),
];

/** What a local instance can do, and why not the rest. */
export function facets(spec: InstanceSpec): Facets {
  const stopped = spec.running ? undefined : isStopped;
  return {
    operations: rules.map(rule => rule(spec)),
    capabilities: [
      capability('accounts', stopped),
      capability('console', stopped),
      capability('parameters', stopped),
      capability('backup', notBuiltYet({ en: 'Backups', zh: '备份' })),
      capability('logs', notBuiltYet({ en: 'Logs', zh: '日志' })),
      capability('metrics', notBuiltYet({ en: 'Metrics', zh: '监控指标' })),
      capability('terminal', notBuiltYet({ en: 'Terminals', zh: '终端' })),
    ],
    parameters: redisParameters,
  };
}
