import { ConflictError } from '@backstage/errors';
import { InstanceRecord } from '@dbaas-portal/plugin-dbaas-common';
import { RecordStore } from '@dbaas-portal/plugin-dbaas-node';
import { isKubernetesError } from '../client/KubernetesError';
import { KubernetesObject } from '../client/KubernetesObject';
import { Objects } from '../client/Objects';
import { RECORD_LABEL } from '../labels';
import { recordIn, recordObject, RECORD_KIND } from './recordObject';
import { isInstanceRecord } from './shapes';

export const instanceObjectName = (uid: string) => `dbaas-instance-${uid}`;

/** Records of instances as ConfigMaps in the namespace of their tenant. */
export class InstanceRecords implements RecordStore<InstanceRecord> {
  constructor(
    private readonly objects: Objects,
    private readonly location: string,
    /** Where the watch has seen the record of an instance. */
    private readonly namespaceOf: (uid: string) => string | undefined,
    /** What was written is seen before the watch tells it. */
    private readonly wrote: (record: InstanceRecord) => void,
  ) {}

  async list(): Promise<InstanceRecord[]> {
    const { items } = await this.objects.list(RECORD_KIND, {
      labelSelector: `${RECORD_LABEL}=instance`,
    });
    return items.flatMap(item => {
      const record = this.read(item);
      return record ? [record] : [];
    });
  }

  async get(uid: string): Promise<InstanceRecord | undefined> {
    const found = await this.find(uid);
    return found && this.required(found, uid);
  }

  async put(uid: string, record: InstanceRecord): Promise<void> {
    const about = {
      type: 'instance' as const,
      name: instanceObjectName(uid),
      namespace: record.spec.tenant,
    };
    try {
      if (record.revision === 1) {
        await this.objects.create(recordObject(about, record));
        this.wrote(record);
        return;
      }
      const stored = await this.find(uid);
      if (
        !stored ||
        this.required(stored, uid).revision !== record.revision - 1
      ) {
        throw this.conflict(uid, record.revision);
      }
      const { resourceVersion } = stored.metadata;
      await this.objects.replace(
        recordObject({ ...about, resourceVersion }, record),
      );
      this.wrote(record);
    } catch (error) {
      if (
        isKubernetesError(error, 'already-exists') ||
        isKubernetesError(error, 'conflict')
      ) {
        throw this.conflict(uid, record.revision);
      }
      throw error;
    }
  }

  async delete(uid: string): Promise<void> {
    const found = await this.find(uid);
    if (found) {
      await this.objects.delete({ ...RECORD_KIND, ...found.metadata });
    }
  }

  /** The record of an object, if it is one of this location. */
  read(object: KubernetesObject): InstanceRecord | undefined {
    const record = recordIn(object, isInstanceRecord);
    return record?.spec.location === this.location ? record : undefined;
  }

  private async find(uid: string): Promise<KubernetesObject | undefined> {
    const name = instanceObjectName(uid);
    const namespace = this.namespaceOf(uid);
    const there =
      namespace &&
      (await this.objects.get({ ...RECORD_KIND, name, namespace }));
    if (there) {
      return there;
    }
    const { items } = await this.objects.list(RECORD_KIND, {
      labelSelector: `${RECORD_LABEL}=instance`,
      fieldSelector: `metadata.name=${name}`,
    });
    return items.find(item => this.read(item));
  }

  private required(object: KubernetesObject, uid: string): InstanceRecord {
    const record = this.read(object);
    if (!record) {
      throw new Error(`The record of instance '${uid}' is damaged`);
    }
    return record;
  }

  private conflict(uid: string, revision: number): ConflictError {
    return new ConflictError(
      `The record of instance '${uid}' has changed meanwhile: it is not based on revision ${
        revision - 1
      } any more`,
    );
  }
}
