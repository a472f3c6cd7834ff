import { LoggerService } from '@backstage/backend-plugin-api';
import { Operation } from '@dbaas-portal/plugin-dbaas-common';
import { NoticeStore } from '../lifetime/NoticeStore';
import { Notifier } from './Notifier';

/**
 * Tells of each attempt that failed and of each instance that is ready, once:
 * several backends may see the same end, so what was told is claimed in SQL.
 */
export function notifyEndedOperations(
  onOperation: (listener: (operation: Operation) => void) => () => void,
  options: { notifier: Notifier; notices: NoticeStore; logger: LoggerService },
): () => void {
  const { notifier, notices, logger } = options;
  const tell = async (operation: Operation) => {
    const { id, attempt, state, instance } = operation;
    const notice = `${state} ${id} ${attempt}`;
    if (await notices.claim(instance.uid, notice, new Date())) {
      await (state === 'failed'
        ? notifier.operationFailed(operation)
        : notifier.instanceReady(operation));
    }
  };
  return onOperation(operation => {
    const { kind, state } = operation;
    if (state === 'failed' || (kind === 'create' && state === 'succeeded')) {
      tell(operation).catch(error => {
        logger.warn(`The end of ${operation.id} could not be told`, {
          error: error instanceof Error ? error.name : 'unknown',
        });
      });
    }
  });
}
