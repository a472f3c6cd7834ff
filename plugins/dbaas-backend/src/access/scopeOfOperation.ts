import { Operation } from '@dbaas-portal/plugin-dbaas-common';
import { InstanceScope } from '@dbaas-portal/plugin-dbaas-node';
import { InstanceIndex } from '../instances/InstanceIndex';

/**
 * What an operation is about. Of an instance that is gone, or not there yet,
 * only the tenant is known; rules about the instance then do not hold.
 */
export function scopeOfOperation(
  index: Pick<InstanceIndex, 'scope' | 'tenantScope'>,
  { tenant, instance: { uid, engine } }: Operation,
): InstanceScope {
  return (
    index.scope(uid) ?? {
      tenant,
      members: index.tenantScope(tenant)?.members ?? [],
      uid,
      owner: '',
      environment: '',
      engine,
    }
  );
}
