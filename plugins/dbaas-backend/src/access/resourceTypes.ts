import { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import {
  dbaasPermissions,
  RESOURCE_TYPE_INSTANCE,
  RESOURCE_TYPE_TENANT,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  dbaasInstanceResourceRef,
  dbaasInstanceRules,
  dbaasTenantResourceRef,
  dbaasTenantRules,
} from '@dbaas-portal/plugin-dbaas-node';
import { InstanceIndex } from '../instances/InstanceIndex';

/** Tells the portal's permission system what there is to decide about. */
export function registerResourceTypes(
  registry: PermissionsRegistryService,
  index: InstanceIndex,
): void {
  registry.addResourceType({
    resourceRef: dbaasInstanceResourceRef,
    permissions: dbaasPermissions.filter(p =>
      isResourcePermission(p, RESOURCE_TYPE_INSTANCE),
    ),
    rules: Object.values(dbaasInstanceRules),
    getResources: async uids => uids.map(uid => index.scope(uid)),
  });
  registry.addResourceType({
    resourceRef: dbaasTenantResourceRef,
    permissions: dbaasPermissions.filter(p =>
      isResourcePermission(p, RESOURCE_TYPE_TENANT),
    ),
    rules: Object.values(dbaasTenantRules),
    getResources: async names => names.map(n => index.tenantScope(n)),
  });
  registry.addPermissions(
    dbaasPermissions.filter(p => !isResourcePermission(p)),
  );
}
