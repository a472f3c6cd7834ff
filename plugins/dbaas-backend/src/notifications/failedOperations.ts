import { Operation } from '@dbaas-portal/plugin-dbaas-common';
import { Notifier } from './Notifier';

const REMEMBER = 1000;

/** Notifies once of each failed attempt. */
export function notifyFailedOperations(
  onOperation: (listener: (operation: Operation) => void) => () => void,
  notifier: Notifier,
): () => void {
  const told = new Set<string>();
  return onOperation(operation => {
    const attempt = `${operation.id} ${operation.attempt}`;
    if (operation.state !== 'failed' || told.has(attempt)) {
      return;
    }
    told.add(attempt);
    if (told.size > REMEMBER) {
      const [oldest] = told;
      told.delete(oldest);
    }
    // Never throws: the notifier takes a portal without notifications.
    void notifier.operationFailed(operation);
  });
}
