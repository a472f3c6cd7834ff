import {
  Instance,
  MemberResources,
  OperationFacet,
} from '@dbaas-portal/plugin-dbaas-common';
import { Platform } from '@dbaas-portal/plugin-dbaas-node';
import { ErrorDetails } from '../../errors';
import { notOffered } from './availability';

const FIELD = 'input.storageMib';

/** Storage that cannot shrink does not; that cannot grow, does not either. */
export async function checkGrowth(
  { record: { uid, spec } }: Pick<Instance, 'record'>,
  { storageMib }: MemberResources,
  facet: OperationFacet,
  platform: Pick<Platform, 'cannotGrow'> | undefined,
): Promise<ErrorDetails[]> {
  const before = spec.resources.storageMib;
  if (facet.growsOnly && storageMib < before) {
    return [
      {
        code: 'invalid-request',
        field: FIELD,
        words: {
          detail: {
            en: `storage can only grow here; it has ${before} MiB`,
            zh: `存储只能扩容;当前为 ${before} MiB`,
          },
        },
      },
    ];
  }
  if (storageMib <= before) {
    return [];
  }
  const { tenant, location } = spec;
  const why = await platform?.cannotGrow?.(location, { uid, tenant });
  return why ? [notOffered(why.text, FIELD)] : [];
}
