import {
  EngineList,
  LocationList,
  LocationStatus,
  platformReadPermission,
} from '@dbaas-portal/plugin-dbaas-common';
import { Caller } from '../access/Caller';
import { Guard } from '../access/Guard';
import { Registry } from './Registry';

/**
 * What there is to ask for. Everybody who is signed in may know it, as the
 * form is made of it; how full a location is, is for who may see platforms.
 */
export class AuthorizedOffers {
  constructor(private readonly options: { guard: Guard; registry: Registry }) {}

  async engines(caller: Caller): Promise<EngineList> {
    const { guard, registry } = this.options;
    guard.requireListed(caller);
    return { engines: registry.engines(), offers: await registry.offers() };
  }

  async locations(caller: Caller): Promise<LocationList> {
    const { guard, registry } = this.options;
    const filter = await guard.filter(platformReadPermission, caller);
    const found = await Promise.all(
      registry.platforms().map(platform => platform.locations()),
    );
    const locations = found.flat();
    return {
      locations: filter === 'none' ? locations.map(nameOnly) : locations,
    };
  }
}

function nameOnly(status: LocationStatus): LocationStatus {
  const { id, platform, name, reachable } = status;
  return { id, platform, name, reachable, findings: [] };
}
