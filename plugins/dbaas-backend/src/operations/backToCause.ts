import { Knex } from 'knex';
import { StepRow } from './rows';
import { OperationMode } from './StoredOperation';

/**
 * What was waited for in vain does not come by waiting again: the step that
 * should have brought it is done once more by a retry. Steps may be repeated.
 */
export async function backToCause(
  trx: Knex.Transaction,
  operation: string,
  mode: OperationMode,
): Promise<void> {
  const steps = await trx<StepRow>('operation_steps')
    .where({ operation_id: operation, mode })
    .orderBy('position', 'desc')
    .select('step_id', 'action', 'state');
  for (const { step_id, action, state } of steps) {
    if (action !== 'wait' && state !== 'succeeded') {
      return;
    }
    await trx<StepRow>('operation_steps')
      .where({ operation_id: operation, mode, step_id })
      .update({ state: 'failed' });
    if (action !== 'wait') {
      return;
    }
  }
}
