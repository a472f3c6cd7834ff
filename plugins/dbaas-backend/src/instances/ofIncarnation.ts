import { InstanceRecord } from '@dbaas-portal/plugin-dbaas-common';
import { Observed } from '@dbaas-portal/plugin-dbaas-node';

/**
 * What belongs to the instance as it is now: not what an earlier one left, nor
 * what the next one already has.
 */
export function ofIncarnation(
  { incarnation }: Pick<InstanceRecord, 'incarnation'>,
  resources: Observed[],
): Observed[] {
  return resources.filter(
    r => r.incarnation === undefined || r.incarnation === incarnation,
  );
}
