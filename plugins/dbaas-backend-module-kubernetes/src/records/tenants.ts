import { TenantRecord } from '@dbaas-portal/plugin-dbaas-common';
import { Objects } from '../client/Objects';
import { TenantSpace } from '../tenants/TenantSpace';
import { RECORD_KIND, recordIn } from './recordObject';
import { RecordLayout, RecordObjects } from './RecordObjects';
import { isTenantRecord } from './shapes';

const NAME = 'dbaas-tenant';

/** Records of tenants, each in the namespace that is the tenant's. */
export function tenantRecords(
  objects: Objects,
  space: TenantSpace,
  told: Pick<RecordLayout<TenantRecord>, 'wrote' | 'removed'>,
): RecordObjects<TenantRecord> {
  return new RecordObjects(objects, {
    type: 'tenant',
    read(object) {
      const record = recordIn(object, isTenantRecord);
      return record?.spec.name === object.metadata.namespace
        ? record
        : undefined;
    },
    ...told,
    place: name => ({ name: NAME, namespace: name }),
    find: name => objects.get({ ...RECORD_KIND, name: NAME, namespace: name }),
    prepare: record => space.make(record),
    clear: name => space.remove(name),
  });
}
