import { OperationKind, Reason } from '@dbaas-portal/plugin-dbaas-common';

/** What no engine can do with the processes of one machine. @public */
export type LocallyDeclined = 'move-member' | 'upgrade';

const REASONS: Record<LocallyDeclined, Reason> = {
  'move-member': {
    code: 'one-machine',
    text: {
      en: 'All members run on this machine; there is no other to move to',
      zh: '所有成员都运行在本机,没有可迁移的其他节点',
    },
  },
  upgrade: {
    code: 'machine-decides',
    text: {
      en: 'The server that is installed on this machine decides the release',
      zh: '具体版本由本机安装的服务程序决定',
    },
    cure: {
      en: 'Upgrade its package on the machine, then restart the instance',
      zh: '请升级本机的软件包,然后重启该实例',
    },
  },
};

/**
 * Whether an operation is one that local processes have no way to.
 *
 * @public
 */
export function isLocallyDeclined(
  kind: OperationKind,
): kind is LocallyDeclined {
  return kind in REASONS;
}

/**
 * Why it is not offered: the same words for every engine.
 *
 * @public
 */
export function whyLocallyDeclined(kind: LocallyDeclined): Reason {
  return REASONS[kind];
}
