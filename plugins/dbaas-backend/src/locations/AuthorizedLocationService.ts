import {
  instanceReadPermission,
  LocationDetail,
  LocationList,
  LocationSummary,
  NodeMembers,
  platformReadPermission,
} from '@dbaas-portal/plugin-dbaas-common';
import { Caller } from '../access/Caller';
import { Guard } from '../access/Guard';
import { forbidden } from '../access/refusals';
import { LocationService } from './LocationService';

/**
 * Where one can ask for an instance, everybody who is signed in may know, as
 * the form is made of it; what a location is made of, and how full it is, is
 * for who may see platforms.
 */
export class AuthorizedLocationService {
  constructor(
    private readonly options: { guard: Guard; service: LocationService },
  ) {}

  async list(caller: Caller): Promise<LocationList> {
    const { guard, service } = this.options;
    const filter = await guard.filter(platformReadPermission, caller);
    const locations = await service.list();
    return {
      locations: filter === 'none' ? locations.map(nameOnly) : locations,
    };
  }

  async get(location: string, caller: Caller): Promise<LocationDetail> {
    await this.require(caller);
    return this.options.service.get(location);
  }

  async members(
    location: string,
    node: string,
    caller: Caller,
  ): Promise<NodeMembers> {
    const { guard, service } = this.options;
    await this.require(caller);
    const filter = await guard.filter(instanceReadPermission, caller);
    return service.members(location, node, filter);
  }

  private async require(caller: Caller): Promise<void> {
    const { guard } = this.options;
    if ((await guard.filter(platformReadPermission, caller)) === 'none') {
      throw forbidden(platformReadPermission.name);
    }
  }
}

function nameOnly(status: LocationSummary): LocationSummary {
  const { id, platform, name, reachable } = status;
  return { id, platform, name, reachable, findings: [] };
}
