import { LoggerService } from '@backstage/backend-plugin-api';
import { TenantRecord } from '@dbaas-portal/plugin-dbaas-common';
import { RecordStore } from '@dbaas-portal/plugin-dbaas-node';
import { DefaultRegistry } from '../engines/DefaultRegistry';
import { DbaasUnavailableError } from '../errors';
import { DefaultInstanceIndex } from '../instances/DefaultInstanceIndex';

const MAX_ATTEMPTS = 10;

const isConflict = (error: unknown) =>
  error instanceof Error && error.name === 'ConflictError';

/**
 * Records of tenants in every location that their quotas name. Whatever a
 * location holds is brought up to the written revision, one step at a time, as
 * stores only take the next one.
 */
export class TenantRecords {
  constructor(
    private readonly registry: DefaultRegistry,
    private readonly index: DefaultInstanceIndex,
    private readonly logger: LoggerService,
  ) {}

  /** The newest record that any of the locations has, read freshly. */
  async newest(
    name: string,
    locations: string[],
  ): Promise<TenantRecord | undefined> {
    let best: TenantRecord | undefined;
    for (const location of locations) {
      const record = await this.store(location).get(name);
      if (record && (!best || record.revision > best.revision)) {
        best = record;
      }
    }
    return best;
  }

  /** Refuses, before anything is written, where a location is away. */
  requireReachable(locations: string[]): void {
    for (const location of locations) {
      if (!this.registry.platformOf(location) || this.index.silence(location)) {
        throw new DbaasUnavailableError(location);
      }
    }
  }

  /**
   * The first location decides: who is faster there wins, and the other gets
   * the store's conflict. The rest follows.
   */
  async write(record: TenantRecord, locations: string[]): Promise<void> {
    const { name } = record.spec;
    const first = await this.holder(record, locations);
    await this.store(first).put(name, record);
    this.index.putTenant(first, record);
    for (const location of locations) {
      if (location !== first) {
        await this.bringUp(location, record);
      }
    }
  }

  /** The first, by name, of the locations that hold the revision before. */
  private async holder(record: TenantRecord, locations: string[]) {
    const sorted = [...locations].sort();
    for (const location of sorted) {
      const known = await this.store(location).get(record.spec.name);
      if ((known?.revision ?? 0) === record.revision - 1) {
        return location;
      }
    }
    // None does: the store of the first says what is wrong.
    return sorted[0];
  }

  async remove(name: string, locations: string[]): Promise<void> {
    for (const location of locations) {
      await this.store(location).delete(name);
      this.index.removeTenant(location, name);
    }
  }

  private async bringUp(location: string, record: TenantRecord): Promise<void> {
    const store = this.store(location);
    const { name } = record.spec;
    for (let attempt = 1; ; attempt++) {
      const known = await store.get(name);
      const revision = (known?.revision ?? 0) + 1;
      if (revision > record.revision) {
        return;
      }
      try {
        await store.put(name, { ...record, revision });
        this.index.putTenant(location, { ...record, revision });
      } catch (error) {
        if (!isConflict(error) || attempt >= MAX_ATTEMPTS + record.revision) {
          this.logger.warn(
            `Tenant '${name}' was not written at '${location}': ${error}`,
          );
          return;
        }
      }
      if (revision === record.revision) {
        return;
      }
    }
  }

  private store(location: string): RecordStore<TenantRecord> {
    const platform = this.registry.platformOf(location);
    if (!platform) {
      throw new DbaasUnavailableError(location);
    }
    return platform.tenants(location);
  }
}
