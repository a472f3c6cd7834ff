import { LoggerService } from '@backstage/backend-plugin-api';
import {
  EngineDescriptor,
  EngineOffer,
  InstanceSpec,
  LocationStatus,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  Binding,
  CONTRACT_VERSION,
  Detection,
  Driver,
  Platform,
} from '@dbaas-portal/plugin-dbaas-node';
import { RegistryInputs } from '../Core';
import { DetectionCache } from './DetectionCache';
import { Registry } from './Registry';

/** Which controller serves an engine on a platform where several could. */
export type ControllerPolicy = Record<string, Record<string, string>>;

type Key = Pick<InstanceSpec, 'engine' | 'platform' | 'controller'>;

const keyOf = ({ engine, platform, controller }: Key) =>
  `${engine}/${platform}/${controller}`;

function byId<T>(what: string, items: T[], id: (item: T) => string) {
  const found = new Map<string, T>();
  for (const item of items) {
    if (found.has(id(item))) {
      throw new Error(`The ${what} '${id(item)}' is registered twice`);
    }
    found.set(id(item), item);
  }
  return found;
}

function refuseOtherContracts<T extends { contractVersion: number }>(
  what: string,
  items: T[],
  id: (item: T) => string,
) {
  for (const item of items) {
    if (item.contractVersion !== CONTRACT_VERSION) {
      throw new Error(
        `The ${what} '${id(item)}' is made for version ${
          item.contractVersion
        } of the contracts; this is version ${CONTRACT_VERSION}`,
      );
    }
  }
}

/** Keeps what the modules brought; refuses, by name, what does not fit. */
export class DefaultRegistry implements Registry {
  private readonly engineById: Map<string, EngineDescriptor>;
  private readonly bindingByKey: Map<string, Binding>;
  private readonly driverByFamily: Map<string, Driver>;
  private readonly platformById: Map<string, Platform>;
  private readonly detections: DetectionCache;
  private locationsByPlatform = new Map<string, LocationStatus[]>();

  constructor(
    inputs: RegistryInputs,
    private readonly policy: ControllerPolicy,
    private readonly logger: LoggerService,
  ) {
    refuseOtherContracts('binding', inputs.bindings, keyOf);
    refuseOtherContracts('driver', inputs.drivers, d => d.family);
    refuseOtherContracts('platform', inputs.platforms, p => p.id);
    this.engineById = byId('engine', inputs.engines, e => e.id);
    this.bindingByKey = byId('binding', inputs.bindings, keyOf);
    this.driverByFamily = byId('driver', inputs.drivers, d => d.family);
    this.platformById = byId('platform', inputs.platforms, p => p.id);
    for (const binding of inputs.bindings) {
      if (!this.engineById.has(binding.engine)) {
        throw new Error(
          `The binding '${keyOf(binding)}' is for an engine that is not here`,
        );
      }
    }
    this.detections = new DetectionCache(inputs.bindings, logger);
  }

  /** Reads the locations of all platforms; they rarely change. */
  async refresh(): Promise<void> {
    for (const platform of this.platformById.values()) {
      try {
        const locations = await platform.locations();
        for (const { id } of locations) {
          const other = this.platformOf(id);
          if (other && other.id !== platform.id) {
            throw new Error(`The location '${id}' is of ${other.id} already`);
          }
        }
        this.locationsByPlatform.set(platform.id, locations);
      } catch (error) {
        this.logger.warn(
          `The platform '${platform.id}' does not tell its locations: ${error}`,
        );
      }
    }
    await Promise.all(
      this.places().map(({ platform, location }) =>
        this.detections.refresh(platform, location),
      ),
    );
  }

  engines() {
    return [...this.engineById.values()];
  }

  engine(id: string) {
    return this.engineById.get(id);
  }

  platforms() {
    return [...this.platformById.values()];
  }

  platform(id: string) {
    return this.platformById.get(id);
  }

  platformOf(location: string) {
    return this.places().find(p => p.location === location)?.platform;
  }

  binding(key: Key) {
    return this.bindingByKey.get(keyOf(key));
  }

  bindingsFor(engine: string, platform: string) {
    const chosen = this.policy[engine]?.[platform];
    const found = [...this.bindingByKey.values()].filter(
      b => b.engine === engine && b.platform === platform,
    );
    return found.sort(
      (a, b) =>
        Number(b.controller === chosen) - Number(a.controller === chosen),
    );
  }

  /** What a platform told of its locations when it told them last. */
  known(platform: string): LocationStatus[] {
    return this.locationsByPlatform.get(platform) ?? [];
  }

  /** What the bindings of a platform want watched. */
  kindsOf(platform: string): string[] {
    const kinds = [...this.bindingByKey.values()]
      .filter(b => b.platform === platform)
      .flatMap(b => b.watches);
    return [...new Set(kinds)];
  }

  driverOf(engine: string) {
    const family = this.engineById.get(engine)?.family;
    return family === undefined ? undefined : this.driverByFamily.get(family);
  }

  async detection(binding: Binding, location: string): Promise<Detection> {
    const platform = this.platformById.get(binding.platform);
    return platform
      ? this.detections.get(binding, platform, location)
      : this.detections.noPlatform(binding);
  }

  /** The last detection, for code that cannot wait. */
  knownDetection(binding: Binding, location: string): Detection {
    return this.detections.known(binding, location);
  }

  async offers(): Promise<EngineOffer[]> {
    const offers = this.places().flatMap(({ platform, location }) =>
      this.engines().flatMap(engine =>
        this.bindingsFor(engine.id, platform.id).map(async binding => {
          const found = await this.detections.get(binding, platform, location);
          return {
            engine: engine.id,
            platform: platform.id,
            location,
            controller: binding.controller,
            ...(found.provider ? { provider: found.provider } : {}),
            ...(found.tested ? { tested: found.tested } : {}),
            available: found.available,
            versions: found.versions,
            topologies: found.topologies,
            tls: found.tls,
          };
        }),
      ),
    );
    return Promise.all(offers);
  }

  /** Every place where instances can be. */
  places(): Array<{ platform: Platform; location: string }> {
    return [...this.platformById.values()].flatMap(platform =>
      (this.locationsByPlatform.get(platform.id) ?? []).map(location => ({
        platform,
        location: location.id,
      })),
    );
  }
}
