import { Permission } from '@backstage/plugin-permission-common';
import {
  auditReadPermission,
  dbaasPermissions,
  fleetControlPermission,
  Me,
  platformReadPermission,
  RESOURCE_TYPE_TENANT,
  tenantCreatePermission,
  tenantReadPermission,
} from '@dbaas-portal/plugin-dbaas-common';
import { InstanceIndex } from '../instances/InstanceIndex';
import { OperationService } from '../operations/OperationService';
import { Caller } from './Caller';
import { matchesFilter } from './Filter';
import { Guard } from './Guard';

const ON_FLEET = [
  tenantCreatePermission,
  fleetControlPermission,
  platformReadPermission,
  auditReadPermission,
];

/** Of these a part is worth something: the audit of some tenants. */
const ON_PART: Permission[] = [
  tenantCreatePermission,
  platformReadPermission,
  auditReadPermission,
];

const ON_TENANT = dbaasPermissions.filter(
  p => p.type === 'resource' && p.resourceType === RESOURCE_TYPE_TENANT,
);

/** Tells callers what they may do, so that pages need not try. */
export class MeService {
  constructor(
    private readonly options: {
      guard: Guard;
      index: InstanceIndex;
      operations: OperationService;
      signals: boolean;
    },
  ) {}

  async me(caller: Caller): Promise<Me> {
    const { guard, index, operations, signals } = this.options;
    const [readable, ...filters] = await guard.filters(
      [tenantReadPermission, ...ON_FLEET],
      caller,
    );
    const tenants: Me['tenants'] = [];
    for (const { spec } of index.tenants()) {
      const scope = index.tenantScope(spec.name);
      if (scope && matchesFilter(readable, scope)) {
        const { name, displayName } = spec;
        const can = await guard.permitted(ON_TENANT, scope, caller);
        tenants.push({ name, displayName, can });
      }
    }
    const { paused } = await operations.fleet(caller);
    return {
      userEntityRef: caller.actor,
      can: ON_FLEET.filter((permission, i) =>
        ON_PART.includes(permission)
          ? filters[i] !== 'none'
          : filters[i] === 'all',
      ).map(p => p.name),
      tenants: tenants.sort((a, b) => a.name.localeCompare(b.name)),
      signals,
      paused,
    };
  }
}
