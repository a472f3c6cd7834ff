import { OperationKind } from '@dbaas-portal/plugin-dbaas-common';
import {
  isLocallyDeclined,
  LocallyDeclined,
  Next,
  undoing,
  whyLocallyDeclined,
} from '@dbaas-portal/plugin-dbaas-node';
import { noDatabases } from '../reasons';
import { Input } from './common';
import { create } from './create';
import { remove, restart, start, stop } from './lifecycle';
import { scale } from './scale';
import { resize, setParameters } from './settings';
import { switchover, undoSwitchover } from './switchover';
import { dropUser, setUser } from './users';

const refuse = (): Next => ({ state: 'failed', reason: noDatabases });

type Offered = Exclude<OperationKind, LocallyDeclined>;

const forward: Record<Offered, (input: Input) => Next> = {
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
 * leads to the old spec. Restarts and rotations have none.
 */
const backward: Record<Offered, (input: Input) => Next> = {
  create: remove,
  restart: () => ({ state: 'done' }),
  stop: start,
  start: stop,
  'set-parameters': setParameters,
  resize,
  scale,
  switchover: undoSwitchover,
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
  if (isLocallyDeclined(kind)) {
    return { state: 'failed', reason: whyLocallyDeclined(kind) };
  }
  if (mode === 'forward') {
    return forward[kind](input);
  }
  // Seen from the way back, `before` is where it leads and the target whence.
  const { before, target } = input;
  return undoing(
    before ? { ...input, target: before, before: target } : input,
    backward[kind],
  );
}
