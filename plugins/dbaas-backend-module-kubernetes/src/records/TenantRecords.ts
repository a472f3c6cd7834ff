import { ConflictError } from '@backstage/errors';
import { TenantRecord } from '@dbaas-portal/plugin-dbaas-common';
import { RecordStore } from '@dbaas-portal/plugin-dbaas-node';
import { isKubernetesError } from '../client/KubernetesError';
import { KubernetesObject } from '../client/KubernetesObject';
import { Objects } from '../client/Objects';
import { RECORD_LABEL } from '../labels';
import { TenantSpace } from '../tenants/TenantSpace';
import { RECORD_KIND, recordIn, recordObject } from './recordObject';
import { isTenantRecord } from './shapes';

const NAME = 'dbaas-tenant';

/** Tenants: a namespace each, and in it the record. */
export class TenantRecords implements RecordStore<TenantRecord> {
  constructor(
    private readonly objects: Objects,
    private readonly space: TenantSpace,
    /** What was written is seen before the watch tells it. */
    private readonly wrote: (record: TenantRecord) => void,
  ) {}

  async list(): Promise<TenantRecord[]> {
    const { items } = await this.objects.list(RECORD_KIND, {
      labelSelector: `${RECORD_LABEL}=tenant`,
    });
    return items.flatMap(item => {
      const record = this.read(item);
      return record ? [record] : [];
    });
  }

  async get(name: string): Promise<TenantRecord | undefined> {
    const found = await this.find(name);
    return found && this.required(found, name);
  }

  async put(name: string, record: TenantRecord): Promise<void> {
    const stored = await this.find(name);
    const revision = stored ? this.required(stored, name).revision : 0;
    if (revision !== record.revision - 1) {
      throw this.conflict(name, record.revision);
    }
    await this.space.make(record);
    const about = { type: 'tenant' as const, name: NAME, namespace: name };
    try {
      if (stored) {
        const { resourceVersion } = stored.metadata;
        await this.objects.replace(
          recordObject({ ...about, resourceVersion }, record),
        );
      } else {
        await this.objects.create(recordObject(about, record));
      }
      this.wrote(record);
    } catch (error) {
      if (
        isKubernetesError(error, 'already-exists') ||
        isKubernetesError(error, 'conflict')
      ) {
        throw this.conflict(name, record.revision);
      }
      throw error;
    }
  }

  async delete(name: string): Promise<void> {
    const found = await this.find(name);
    if (found) {
      await this.objects.delete({ ...RECORD_KIND, ...found.metadata });
    }
    await this.space.remove(name);
  }

  read(object: KubernetesObject): TenantRecord | undefined {
    const record = recordIn(object, isTenantRecord);
    return record?.spec.name === object.metadata.namespace ? record : undefined;
  }

  private find(name: string): Promise<KubernetesObject | undefined> {
    return this.objects.get({ ...RECORD_KIND, name: NAME, namespace: name });
  }

  private required(object: KubernetesObject, name: string): TenantRecord {
    const record = this.read(object);
    if (!record) {
      throw new Error(`The record of tenant '${name}' is damaged`);
    }
    return record;
  }

  private conflict(name: string, revision: number): ConflictError {
    return new ConflictError(
      `The record of tenant '${name}' has changed meanwhile: it is not based on revision ${
        revision - 1
      } any more`,
    );
  }
}
