import { InstanceRecord } from '@dbaas-portal/plugin-dbaas-common';
import { KubernetesObject } from '../client/KubernetesObject';
import { Objects } from '../client/Objects';
import { RECORD_LABEL } from '../labels';
import { RECORD_KIND, recordIn } from './recordObject';
import { RecordObjects } from './RecordObjects';
import { isInstanceRecord } from './shapes';

const nameOf = (uid: string) => `dbaas-instance-${uid}`;

/** Records of instances, in the namespace of their tenant. */
export function instanceRecords(
  objects: Objects,
  options: {
    location: string;
    /** Where the watch has seen the record of an instance. */
    namespaceOf(uid: string): string | undefined;
    wrote(record: InstanceRecord): void;
    removed(uid: string): void;
  },
): RecordObjects<InstanceRecord> {
  const { location, namespaceOf, wrote, removed } = options;
  const read = (object: KubernetesObject) => {
    const record = recordIn(object, isInstanceRecord);
    return record?.spec.location === location ? record : undefined;
  };
  return new RecordObjects(objects, {
    type: 'instance',
    read,
    wrote,
    removed,
    place: (uid, record) => ({
      name: nameOf(uid),
      namespace: record.spec.tenant,
    }),
    async find(uid, record) {
      const name = nameOf(uid);
      const namespace = record?.spec.tenant ?? namespaceOf(uid);
      const there =
        namespace && (await objects.get({ ...RECORD_KIND, name, namespace }));
      if (there || record) {
        return there || undefined;
      }
      const { items } = await objects.list(RECORD_KIND, {
        labelSelector: `${RECORD_LABEL}=instance`,
        fieldSelector: `metadata.name=${name}`,
      });
      return items.find(read);
    },
  });
}
