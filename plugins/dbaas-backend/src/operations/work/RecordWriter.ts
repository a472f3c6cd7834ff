import { InstanceRecord } from '@dbaas-portal/plugin-dbaas-common';
import { DefaultRegistry } from '../../engines/DefaultRegistry';
import { DbaasUnavailableError } from '../../errors';
import { DefaultInstanceIndex } from '../../instances/DefaultInstanceIndex';

/** Others write records too; whoever loses so often has another problem. */
const MAX_ATTEMPTS = 20;

type Where = { platform: string; location: string };

const isConflict = (error: unknown) =>
  error instanceof Error && error.name === 'ConflictError';

/**
 * Writes records with optimistic locking: reads, changes, writes, and again
 * where somebody was faster. The index learns of it at once.
 */
export class RecordWriter {
  constructor(
    private readonly registry: DefaultRegistry,
    private readonly index: DefaultInstanceIndex,
  ) {}

  get(uid: string, where: Where): Promise<InstanceRecord | undefined> {
    return this.store(where).get(uid);
  }

  /** Writes the first revision, unless there is one. */
  async create(record: InstanceRecord): Promise<InstanceRecord> {
    const store = this.store(record.spec);
    const known = await store.get(record.uid);
    if (known) {
      return known;
    }
    await store.put(record.uid, record);
    this.index.putRecord(record);
    return record;
  }

  /**
   * `change` returns the same object where there is nothing to change, and may
   * throw. `before` is called before each write with what is about to be.
   */
  async change(
    uid: string,
    where: Where,
    change: (record: InstanceRecord) => InstanceRecord,
    before: (
      old: InstanceRecord,
      changed: InstanceRecord,
    ) => Promise<void> = async () => {},
  ): Promise<InstanceRecord | undefined> {
    const store = this.store(where);
    for (let attempt = 1; ; attempt++) {
      const old = await store.get(uid);
      if (!old) {
        return undefined;
      }
      const changed = change(old);
      if (changed === old) {
        this.index.putRecord(old);
        return old;
      }
      const record = { ...changed, revision: old.revision + 1 };
      await before(old, record);
      try {
        await store.put(uid, record);
        this.index.putRecord(record);
        return record;
      } catch (error) {
        if (!isConflict(error) || attempt >= MAX_ATTEMPTS) {
          throw error;
        }
      }
    }
  }

  /** Nothing is left of the instance: its secrets first, its record last. */
  async remove(uid: string, where: Where): Promise<void> {
    const platform = this.platform(where);
    await platform.secrets(where.location).deleteAll(uid);
    await platform.instances(where.location).delete(uid);
    this.index.removeRecord(uid);
  }

  private store(where: Where) {
    return this.platform(where).instances(where.location);
  }

  private platform(where: Where) {
    const platform = this.registry.platform(where.platform);
    if (!platform) {
      throw new DbaasUnavailableError(where.location);
    }
    return platform;
  }
}
