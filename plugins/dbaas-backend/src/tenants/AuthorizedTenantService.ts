import { Permission } from '@backstage/plugin-permission-common';
import {
  dbaasPermissions,
  RESOURCE_TYPE_TENANT,
  Tenant,
  tenantCreatePermission,
  tenantDeletePermission,
  TenantList,
  tenantQuotaPermission,
  tenantReadPermission,
  TenantSpec,
  TenantUpdate,
  tenantUpdatePermission,
} from '@dbaas-portal/plugin-dbaas-common';
import { TenantScope } from '@dbaas-portal/plugin-dbaas-node';
import { Caller } from '../access/Caller';
import { Guard } from '../access/Guard';
import { AuditLog } from '../audit/AuditLog';
import { TenantService } from './TenantService';

const ON_TENANT = dbaasPermissions.filter(
  p => p.type === 'resource' && p.resourceType === RESOURCE_TYPE_TENANT,
);

function neededFor(update: TenantUpdate): Permission[] {
  const { quotas, revision: _, ...rest } = update;
  const needed: Permission[] = [];
  if (quotas !== undefined) {
    needed.push(tenantQuotaPermission);
  }
  if (Object.keys(rest).length > 0 || quotas === undefined) {
    needed.push(tenantUpdatePermission);
  }
  return needed;
}

function scopeOf(tenant: Tenant): TenantScope {
  const { name, members, owner } = tenant.record.spec;
  return {
    tenant: name,
    members: [...members, { ref: owner, role: 'owner' }],
  };
}

/** Decides who sees, makes and changes tenants. */
export class AuthorizedTenantService implements TenantService {
  constructor(
    private readonly options: {
      guard: Guard;
      audit: AuditLog;
      service: TenantService;
    },
  ) {}

  async list(caller: Caller): Promise<TenantList> {
    const { guard, service } = this.options;
    const filter = await guard.filter(tenantReadPermission, caller);
    const { tenants } = await service.list(caller, filter);
    return {
      tenants: await Promise.all(tenants.map(t => this.forCaller(t, caller))),
    };
  }

  async get(name: string, caller: Caller): Promise<Tenant> {
    await this.options.guard.authorizeTenant(name, [], caller);
    return this.forCaller(await this.options.service.get(name, caller), caller);
  }

  async create(spec: TenantSpec, caller: Caller): Promise<Tenant> {
    const { guard, audit, service } = this.options;
    const entry = { action: 'tenant-create', tenant: spec.name };
    return audit.record(entry, caller, async () => {
      // A service may make the tenants that the config names for it.
      const scope = { tenant: spec.name, members: [] };
      await guard.authorize(tenantCreatePermission, scope, caller);
      return this.forCaller(await service.create(spec, caller), caller);
    });
  }

  async update(
    name: string,
    update: TenantUpdate,
    caller: Caller,
  ): Promise<Tenant> {
    const { guard, audit, service } = this.options;
    const fields = Object.keys(update).filter(key => key !== 'revision');
    const entry = {
      action: 'tenant-update',
      tenant: name,
      details: { fields: fields.join(',') },
    };
    return audit.record(entry, caller, async () => {
      await guard.authorizeTenant(name, neededFor(update), caller);
      return this.forCaller(await service.update(name, update, caller), caller);
    });
  }

  async delete(
    name: string,
    options: { revision?: number },
    caller: Caller,
  ): Promise<void> {
    const { guard, audit, service } = this.options;
    const entry = { action: 'tenant-delete', tenant: name };
    await audit.record(entry, caller, async () => {
      await guard.authorizeTenant(name, [tenantDeletePermission], caller);
      await service.delete(name, options, caller);
    });
  }

  private async forCaller(tenant: Tenant, caller: Caller): Promise<Tenant> {
    const { guard } = this.options;
    const can = await guard.permitted(ON_TENANT, scopeOf(tenant), caller);
    return { ...tenant, can };
  }
}
