import { ConflictError } from '@backstage/errors';
import { RecordStore } from '@dbaas-portal/plugin-dbaas-node';
import { isKubernetesError } from '../client/KubernetesError';
import { KubernetesObject } from '../client/KubernetesObject';
import { Objects } from '../client/Objects';
import { RECORD_LABEL } from '../labels';
import { RECORD_KIND, recordObject } from './recordObject';

type Revised = { revision: number };

/** How records of one type lie in a cluster. */
export type RecordLayout<T extends Revised> = {
  type: 'instance' | 'tenant';
  /** The record that an object holds, if it is one of this location. */
  read(object: KubernetesObject): T | undefined;
  place(id: string, record: T): { name: string; namespace: string };
  /** `record`: what is about to be written, which knows where it belongs. */
  find(id: string, record?: T): Promise<KubernetesObject | undefined>;
  /** Makes what must be there before the record. */
  prepare?(record: T): Promise<void>;
  /** Removes what goes after the record. */
  clear?(id: string): Promise<void>;
  /** What was written is seen before the watch tells it. */
  wrote(record: T): void;
  /** What was deleted, too: the watch may never have shown that it was there. */
  removed(id: string): void;
};

/** Records as ConfigMaps; the API server's own versions decide who is first. */
export class RecordObjects<T extends Revised> implements RecordStore<T> {
  constructor(
    private readonly objects: Objects,
    private readonly layout: RecordLayout<T>,
  ) {}

  read(object: KubernetesObject): T | undefined {
    return this.layout.read(object);
  }

  async list(): Promise<T[]> {
    const { items } = await this.objects.list(RECORD_KIND, {
      labelSelector: `${RECORD_LABEL}=${this.layout.type}`,
    });
    return items.flatMap(item => this.read(item) ?? []);
  }

  async get(id: string): Promise<T | undefined> {
    const found = await this.layout.find(id);
    return found && this.required(found, id);
  }

  async put(id: string, record: T): Promise<void> {
    const { find, place, prepare, type, wrote } = this.layout;
    const stored = await find(id, record);
    const revision = stored ? this.required(stored, id).revision : 0;
    if (revision !== record.revision - 1) {
      throw this.conflict(id, record.revision);
    }
    await prepare?.(record);
    const object = recordObject(
      { type, ...place(id, record), ...stored?.metadata },
      record,
    );
    try {
      await (stored
        ? this.objects.replace(object)
        : this.objects.create(object));
    } catch (error) {
      if (
        isKubernetesError(error, 'already-exists') ||
        isKubernetesError(error, 'conflict')
      ) {
        throw this.conflict(id, record.revision);
      }
      throw error;
    }
    wrote(record);
  }

  async delete(id: string): Promise<void> {
    const found = await this.layout.find(id);
    if (found) {
      await this.objects.delete({ ...RECORD_KIND, ...found.metadata });
    }
    await this.layout.clear?.(id);
    this.layout.removed(id);
  }

  private required(object: KubernetesObject, id: string): T {
    const record = this.read(object);
    if (!record) {
      throw new Error(`The record of ${this.layout.type} '${id}' is damaged`);
    }
    return record;
  }

  private conflict(id: string, revision: number): ConflictError {
    return new ConflictError(
      `The record of ${
        this.layout.type
      } '${id}' has changed meanwhile: it is not based on revision ${
        revision - 1
      } any more`,
    );
  }
}
