import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { DeferredEntity } from '@backstage/plugin-catalog-node';
import { ProviderConfig } from '../config';
import { LOCATION_KEY } from '../constants';
import {
  instanceEntityRef,
  InstanceRecordLike,
  TenantSpecLike,
  toInstanceEntity,
  toTenantEntity,
} from '../entities';
import { CatalogMemory, StoredInstance, StoredTenant } from './CatalogMemory';
import { Change } from './ChangeQueue';
import { DbaasReader } from './DbaasReader';

/** Up to so many new instances are asked for once more before they are added. */
const VERIFIED_AT_MOST = 50;

/** What the catalog is to be told. */
export type Delta = { added: DeferredEntity[]; removed: string[] };

/**
 * Works out what the catalog should be told, in deltas only: an entity goes
 * when its end is certain, and what was not heard of stays as it is.
 */
export class FleetProjection {
  readonly #reader: DbaasReader;
  readonly #memory: CatalogMemory;
  readonly #config: ProviderConfig;
  readonly #logger: LoggerService;
  /** What the comparison before this one found missing. */
  #missedBefore = new Set<string>();

  constructor(options: {
    reader: DbaasReader;
    memory: CatalogMemory;
    config: ProviderConfig;
    logger: LoggerService;
  }) {
    this.#reader = options.reader;
    this.#memory = options.memory;
    this.#config = options.config;
    this.#logger = options.logger;
  }

  /** The whole fleet against the whole catalog. */
  async compareAll(): Promise<Delta> {
    const stored = await this.#memory.ours();
    const [fleet, tenants] = await Promise.all([
      this.#reader.listInstances(),
      this.#attempt('list tenants', () => this.#reader.listTenants()),
    ]);
    const known = new Set(stored.instances.map(({ ref }) => ref));
    const added = await this.#toAdd(
      await this.#stillThere(fleet.records, known),
      tenants ?? [],
      known,
    );

    const seen = new Set(fleet.records.map(({ uid }) => uid));
    const seenTenants = new Set((tenants ?? []).map(({ name }) => name));
    if (fleet.failure) {
      this.#logger.warn(
        `Databases could not be read to the end, no entity is removed: ${fleet.failure.message}`,
      );
    }
    const missing = await this.#certainlyGone(
      fleet.failure ? [] : stored.instances.filter(i => !seen.has(i.uid)),
      tenants ? stored.tenants.filter(t => !seenTenants.has(t.tenant)) : [],
    );
    // What nobody has told us of must be missing twice: the backend that was
    // asked may be one that has just started and is still looking around.
    const removed = missing.filter(ref => this.#missedBefore.has(ref));
    this.#missedBefore = new Set(missing);
    return { added, removed };
  }

  /** Only what has changed, each asked for by itself. */
  async follow(changes: Change[]): Promise<Delta> {
    const records: InstanceRecordLike[] = [];
    const tenants: TenantSpecLike[] = [];
    const stored = {
      instances: [] as StoredInstance[],
      tenants: [] as StoredTenant[],
    };
    for (const { kind, uid } of changes) {
      if (kind === 'instance') {
        const record = await this.#reader.findInstance(uid);
        if (record) {
          records.push(record);
        } else {
          stored.instances.push(
            ...(await this.#memory.ours({ uid })).instances,
          );
        }
      } else {
        const tenant = await this.#reader.findTenant(uid);
        if (tenant) {
          tenants.push(tenant);
        } else {
          const ours = await this.#memory.ours({ tenant: uid });
          stored.tenants.push(...ours.tenants);
        }
      }
    }
    return {
      added: await this.#toAdd(records, tenants, new Set()),
      removed: await this.#certainlyGone(stored.instances, stored.tenants),
    };
  }

  /**
   * A list takes a while to read, and another backend may have removed what
   * was deleted meanwhile; adding it again would make it flicker. A first load
   * of thousands is not worth thousands of questions.
   */
  async #stillThere(
    records: InstanceRecordLike[],
    known: Set<string>,
  ): Promise<InstanceRecordLike[]> {
    const fresh = records.filter(r => !known.has(instanceEntityRef(r)));
    if (fresh.length > VERIFIED_AT_MOST) {
      return records;
    }
    const gone = new Set<string>();
    for (const { uid } of fresh) {
      if (await this.#confirm(() => this.#reader.findInstance(uid))) {
        gone.add(uid);
      }
    }
    return records.filter(({ uid }) => !gone.has(uid));
  }

  async #toAdd(
    records: InstanceRecordLike[],
    tenants: TenantSpecLike[],
    knownOurs: Set<string>,
  ): Promise<DeferredEntity[]> {
    // What is being deleted is left as it is: another backend may have removed
    // its entity already, and adding it again would make it flicker.
    const resources: Entity[] = records
      .filter(record => record.phase !== 'deleting')
      .map(record => toInstanceEntity(record, this.#config));
    const systems: Entity[] = tenants.map(toTenantEntity);
    const foreign = await this.#memory.foreign(
      [...resources, ...systems]
        .map(entity => stringifyEntityRef(entity))
        .filter(ref => !knownOurs.has(ref)),
    );
    const isFree = (entity: Entity) => !foreign.has(stringifyEntityRef(entity));
    for (const taken of resources.filter(entity => !isFree(entity))) {
      this.#logger.warn(
        `Database ${
          taken.metadata.title
        } is not in the catalog: ${stringifyEntityRef(
          taken,
        )} is somebody else's entity`,
      );
    }
    return [
      ...resources
        .filter(isFree)
        .map(entity => ({ entity, locationKey: LOCATION_KEY })),
      // Without a key on purpose: the catalog lets anybody take over an entity
      // that has none, so a System that somebody writes later replaces ours.
      ...systems.filter(isFree).map(entity => ({ entity })),
    ];
  }

  /**
   * Of what was not seen, that which is gone beyond doubt: its location
   * answers, the catalog sees the fleet at all, and the API says of this one
   * that it is not there.
   */
  async #certainlyGone(
    instances: StoredInstance[],
    tenants: StoredTenant[],
  ): Promise<string[]> {
    if (instances.length === 0 && tenants.length === 0) {
      return [];
    }
    const seesTheFleet = await this.#attempt('see the fleet', () =>
      this.#reader.seesTheFleet(),
    );
    if (!seesTheFleet) {
      this.#logger.warn(
        'The catalog sees no databases; no entity is removed. If it stays so, check the rights of the service plugin:catalog, see the README',
      );
      return [];
    }
    const gone: string[] = [];
    for (const { ref, tenant } of tenants) {
      if (await this.#confirm(() => this.#reader.findTenant(tenant))) {
        gone.push(ref);
      }
    }
    const reachable =
      instances.length > 0
        ? await this.#attempt('read locations', () =>
            this.#reader.reachableLocations(),
          )
        : undefined;
    for (const { ref, uid, location } of instances) {
      if (location === undefined || !reachable?.has(location)) {
        this.#logger.info(
          `${ref} stays in the catalog: its location ${location} does not answer`,
        );
      } else if (await this.#confirm(() => this.#reader.findInstance(uid))) {
        gone.push(ref);
      }
    }
    return gone;
  }

  /** True only where the API answers, and answers that it is not there. */
  async #confirm(find: () => Promise<object | undefined>): Promise<boolean> {
    const found = await this.#attempt('look for a database', async () => ({
      there: (await find()) !== undefined,
    }));
    return found?.there === false;
  }

  async #attempt<T>(
    what: string,
    read: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      this.#logger.warn(`The catalog could not ${what}: ${error}`);
      return undefined;
    }
  }
}
