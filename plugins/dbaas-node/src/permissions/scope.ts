import { TenantMember, TenantRole } from '@dbaas-portal/plugin-dbaas-common';
import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_INSTANCE,
  RESOURCE_TYPE_TENANT,
} from '@dbaas-portal/plugin-dbaas-common';

/**
 * What access decisions about a tenant read.
 *
 * @public
 */
export type TenantScope = {
  tenant: string;
  /** The tenant's members; its owner is one of them, with role `owner`. */
  members: TenantMember[];
};

/**
 * What access decisions about an instance, its operations and its audit read.
 * It comes from the portal's own record, never from the catalog.
 *
 * @public
 */
export type InstanceScope = TenantScope & {
  uid: string;
  owner: string;
  environment: string;
  engine: string;
};

/**
 * A rule as data, so that one condition filters memory and SQL alike.
 *
 * @public
 */
export type ScopeQuery =
  | { rule: 'tenant-role'; claims: string[]; roles: TenantRole[] }
  | { rule: 'tenant'; tenants: string[] }
  | { rule: 'owner'; claims: string[] }
  | { rule: 'environment'; environments: string[] }
  | { rule: 'engine'; engines: string[] };

/** @public */
export const dbaasInstanceResourceRef = createPermissionResourceRef<
  InstanceScope,
  ScopeQuery
>().with({ pluginId: 'dbaas', resourceType: RESOURCE_TYPE_INSTANCE });

/** @public */
export const dbaasTenantResourceRef = createPermissionResourceRef<
  TenantScope,
  ScopeQuery
>().with({ pluginId: 'dbaas', resourceType: RESOURCE_TYPE_TENANT });

/**
 * Whether the scope fulfils the query. Rules about instances are never
 * fulfilled by a tenant alone.
 *
 * @public
 */
export function matchesScope(
  query: ScopeQuery,
  scope: TenantScope | InstanceScope,
): boolean {
  switch (query.rule) {
    case 'tenant-role':
      return scope.members.some(
        m => query.roles.includes(m.role) && query.claims.includes(m.ref),
      );
    case 'tenant':
      return query.tenants.includes(scope.tenant);
    case 'owner':
      return 'owner' in scope && query.claims.includes(scope.owner);
    case 'environment':
      return (
        'environment' in scope && query.environments.includes(scope.environment)
      );
    default:
      return 'engine' in scope && query.engines.includes(scope.engine);
  }
}
