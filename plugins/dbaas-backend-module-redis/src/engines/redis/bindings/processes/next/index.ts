import { OperationKind } from '@dbaas-portal/plugin-dbaas-common';
import { Next } from '@dbaas-portal/plugin-dbaas-node';
import { noDatabases } from '../reasons';
import { Input } from './common';
import { create } from './create';
import { remove, restart, start, stop } from './lifecycle';
import { scale, switchover } from './roles';
import { resize, setParameters } from './settings';
import { dropUser, setUser } from './users';

const refuse = (): Next => ({ state: 'failed', reason: noDatabases });

const forward: Record<OperationKind, (input: Input) => Next> = {
  create,
  restart,
  stop,
  start,
  'set-parameters': setParameters,
  resize,
  scale,
  switchover,
  'create-database': refuse,
  'drop-database': refuse,
  'create-user': setUser,
  'alter-user': setUser,
  'drop-user': dropUser,
  'rotate-password': setUser,
  delete: remove,
};

/**
 * Back to what was before: the reverse of an operation is the operation that
 * leads to the old spec. Restarts, switchovers and rotations have none.
 */
const backward: Record<OperationKind, (input: Input) => Next> = {
  create: remove,
  restart: () => ({ state: 'done' }),
  stop: start,
  start: stop,
  'set-parameters': setParameters,
  resize,
  scale,
  switchover: () => ({ state: 'done' }),
  'create-database': refuse,
  'drop-database': refuse,
  'create-user': dropUser,
  'alter-user': setUser,
  'drop-user': setUser,
  'rotate-password': () => ({ state: 'done' }),
  delete: remove,
};

export function next(input: Input): Next {
  const { kind, mode } = input.operation;
  if (mode === 'forward') {
    return forward[kind](input);
  }
  // Seen from the way back, `before` is where it leads and the target whence.
  const { before, target } = input;
  return backward[kind](
    before ? { ...input, target: before, before: target } : input,
  );
}
