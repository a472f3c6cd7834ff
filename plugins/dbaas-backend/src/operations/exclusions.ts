import {
  OPERATION_KINDS,
  OperationKind,
} from '@dbaas-portal/plugin-dbaas-common';
import { JsonObject } from '@backstage/types';

/** What an operation changes, which decides what it can run beside. */
type Reach = 'instance' | 'accounts';

/**
 * `instance`: members, settings or life of the whole instance; runs alone.
 * `accounts`: one database or user inside it; runs beside others of its kind
 * that name something else.
 */
export const REACH: Record<OperationKind, Reach> = {
  create: 'instance',
  restart: 'instance',
  stop: 'instance',
  start: 'instance',
  'set-parameters': 'instance',
  resize: 'instance',
  scale: 'instance',
  switchover: 'instance',
  'move-member': 'instance',
  upgrade: 'instance',
  'create-database': 'accounts',
  'drop-database': 'accounts',
  'create-user': 'accounts',
  'alter-user': 'accounts',
  'drop-user': 'accounts',
  'rotate-password': 'accounts',
  delete: 'instance',
};

/** Whatever takes a database away waits for those who grant on it. */
const TAKES_AWAY: readonly string[] = ['drop-database'];

export type Asked = { kind: string; input: JsonObject };

export function isOperationKind(kind: string): kind is OperationKind {
  return OPERATION_KINDS.some(k => k === kind);
}

/** The names that an account operation is about, e.g. `user/app`. */
function names({ input }: Asked): string[] {
  const found: string[] = [];
  for (const what of ['user', 'database']) {
    const value = input[what];
    if (typeof value === 'string') {
      found.push(`${what}/${value}`);
    }
  }
  const grants = Array.isArray(input.grants) ? input.grants : [];
  for (const grant of grants) {
    if (grant && typeof grant === 'object' && 'database' in grant) {
      found.push(`database/${String(grant.database)}`);
    }
  }
  return found;
}

/**
 * Whether two operations may not run together on one instance. Symmetric; a
 * kind that this release does not know runs alone.
 */
export function excludes(a: Asked, b: Asked): boolean {
  if (!isOperationKind(a.kind) || !isOperationKind(b.kind)) {
    return true;
  }
  if (REACH[a.kind] === 'instance' || REACH[b.kind] === 'instance') {
    return true;
  }
  const mine = names(a);
  const theirs = names(b);
  const grantsOnAll = (list: string[]) => list.includes('database/*');
  return (
    mine.some(name => theirs.includes(name) && name !== 'database/*') ||
    (TAKES_AWAY.includes(a.kind) && grantsOnAll(theirs)) ||
    (TAKES_AWAY.includes(b.kind) && grantsOnAll(mine))
  );
}
