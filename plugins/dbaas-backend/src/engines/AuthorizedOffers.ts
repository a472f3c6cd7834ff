import { EngineList } from '@dbaas-portal/plugin-dbaas-common';
import { Caller } from '../access/Caller';
import { Guard } from '../access/Guard';
import { Registry } from './Registry';

/**
 * What there is to ask for. Everybody who is signed in may know it, as the
 * form is made of it.
 */
export class AuthorizedOffers {
  constructor(private readonly options: { guard: Guard; registry: Registry }) {}

  async engines(caller: Caller): Promise<EngineList> {
    const { guard, registry } = this.options;
    guard.requireListed(caller);
    return { engines: registry.engines(), offers: await registry.offers() };
  }
}
