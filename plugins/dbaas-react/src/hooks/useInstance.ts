import { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_INSTANCE_UID,
  InstanceDetail,
} from '@dbaas-portal/plugin-dbaas-common';
import { LiveQuery, useLiveQuery } from '../live/useLiveQuery';

/**
 * One instance with all that the reader may do with it.
 *
 * @public
 */
export function useInstance(
  uid: string | undefined,
): LiveQuery<InstanceDetail> {
  return useLiveQuery(
    `instance/${uid ?? ''}`,
    (api, options) => api.getInstance(uid ?? '', options),
    { enabled: uid !== undefined, pollSeconds: 5 },
  );
}

/**
 * The uid of the instance that an entity stands for.
 *
 * @public
 */
export function instanceUidOf(entity: Entity): string | undefined {
  return entity.metadata.annotations?.[ANNOTATION_INSTANCE_UID];
}

/**
 * The instance that an entity stands for, by its annotation.
 *
 * @public
 */
export function useInstanceOfEntity(entity: Entity): LiveQuery<InstanceDetail> {
  return useInstance(instanceUidOf(entity));
}
