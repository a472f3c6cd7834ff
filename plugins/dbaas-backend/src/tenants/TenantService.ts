import {
  Tenant,
  TenantList,
  TenantSpec,
  TenantUpdate,
} from '@dbaas-portal/plugin-dbaas-common';
import { Caller } from '../access/Caller';
import { ScopeFilter } from '../access/Filter';

/** Tenants, their members and quotas. */
export interface TenantService {
  list(caller: Caller, filter?: ScopeFilter): Promise<TenantList>;
  get(name: string, caller: Caller): Promise<Tenant>;
  create(spec: TenantSpec, caller: Caller): Promise<Tenant>;
  update(name: string, update: TenantUpdate, caller: Caller): Promise<Tenant>;
  delete(
    name: string,
    options: { revision?: number },
    caller: Caller,
  ): Promise<void>;
}
