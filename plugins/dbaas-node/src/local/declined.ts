import { OperationKind, Reason } from '@dbaas-portal/plugin-dbaas-common';

/** What no engine can do with processes of one machine. @public */
export type LocallyDeclined = 'move-member';

const REASONS: Record<LocallyDeclined, Reason> = {
  'move-member': {
    code: 'one-machine',
    text: {
      en: 'All members run on this machine; there is no other to move to',
      zh: '所有成员都运行在本机,没有可迁移的其他节点',
    },
  },
};

/**
 * Whether an operation is one that needs more than one machine.
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
