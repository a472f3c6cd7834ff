import {
  OPERATION_KINDS,
  OperationKind,
} from '@dbaas-portal/plugin-dbaas-common';
import { audit } from '../translation/en/audit';

/** What is recorded, besides the operations on a database. */
export type OwnAction = keyof (typeof audit)['did'];

function isOwn(action: string): action is OwnAction {
  return Object.hasOwn(audit.did, action);
}

/**
 * Reads the code of a record: an act with words of its own, or an operation
 * on a database; neither where a newer backend records what these pages do
 * not know.
 */
export function readAction(
  action: string,
): { own: OwnAction } | { kind: OperationKind } | undefined {
  if (isOwn(action)) return { own: action };
  const kind = OPERATION_KINDS.find(known => `instance-${known}` === action);
  return kind && { kind };
}

/** All codes that have words, for the filter. */
export const KNOWN_ACTIONS: readonly string[] = [
  ...Object.keys(audit.did),
  ...OPERATION_KINDS.map(kind => `instance-${kind}`).filter(
    action => !isOwn(action),
  ),
];
