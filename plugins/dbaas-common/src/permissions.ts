import { createPermission } from '@backstage/plugin-permission-common';

/** @public */
export const RESOURCE_TYPE_INSTANCE = 'dbaas-instance';

/** @public */
export const RESOURCE_TYPE_TENANT = 'dbaas-tenant';

const onInstance = (
  name: string,
  action: 'create' | 'read' | 'update' | 'delete',
) =>
  createPermission({
    name,
    attributes: { action },
    resourceType: RESOURCE_TYPE_INSTANCE,
  });

const onTenant = (
  name: string,
  action: 'create' | 'read' | 'update' | 'delete',
) =>
  createPermission({
    name,
    attributes: { action },
    resourceType: RESOURCE_TYPE_TENANT,
  });

/** See an instance, its status and its operations. @public */
export const instanceReadPermission = onInstance('dbaas.instance.read', 'read');

/** Ask for a new instance in a tenant. @public */
export const instanceCreatePermission = onTenant(
  'dbaas.instance.create',
  'create',
);

/** Restart, stop, start, resize, scale, switch over, set parameters, edit. @public */
export const instanceOperatePermission = onInstance(
  'dbaas.instance.operate',
  'update',
);

/**
 * Read the objects of the platform that carry an instance, as they are, and
 * how they differ from what the portal wants.
 *
 * @public
 */
export const resourceReadPermission = onInstance('dbaas.resource.read', 'read');

/** Delete an instance. @public */
export const instanceDeletePermission = onInstance(
  'dbaas.instance.delete',
  'delete',
);

/** See a login's password. @public */
export const credentialRevealPermission = onInstance(
  'dbaas.credential.reveal',
  'read',
);

/** Create, change and drop databases and users; rotate passwords. @public */
export const accessManagePermission = onInstance(
  'dbaas.access.manage',
  'update',
);

/** Read data in the console. @public */
export const dataReadPermission = onInstance('dbaas.data.read', 'read');

/** Change data in the console. @public */
export const dataWritePermission = onInstance('dbaas.data.write', 'update');

/** Open a terminal into a member. @public */
export const terminalOpenPermission = onInstance(
  'dbaas.terminal.open',
  'update',
);
/** Read the logs of its members. @public */
export const logsReadPermission = onInstance('dbaas.logs.read', 'read');

/** @public */
export const tenantReadPermission = onTenant('dbaas.tenant.read', 'read');

/** Change members and description of a tenant. @public */
export const tenantUpdatePermission = onTenant('dbaas.tenant.update', 'update');

/** Change the quota of a tenant. @public */
export const tenantQuotaPermission = onTenant('dbaas.tenant.quota', 'update');

/** @public */
export const tenantDeletePermission = onTenant('dbaas.tenant.delete', 'delete');

/** @public */
export const tenantCreatePermission = createPermission({
  name: 'dbaas.tenant.create',
  attributes: { action: 'create' },
});

/** Pause and resume the whole fleet's operations. @public */
export const fleetControlPermission = createPermission({
  name: 'dbaas.fleet.control',
  attributes: { action: 'update' },
});

/** See locations, their capacity and findings. @public */
export const platformReadPermission = createPermission({
  name: 'dbaas.platform.read',
  attributes: { action: 'read' },
});

/** Read and export the audit. @public */
export const auditReadPermission = createPermission({
  name: 'dbaas.audit.read',
  attributes: { action: 'read' },
});

/**
 * All permissions of the plugin.
 *
 * @public
 */
export const dbaasPermissions = [
  instanceReadPermission,
  instanceCreatePermission,
  instanceOperatePermission,
  resourceReadPermission,
  instanceDeletePermission,
  credentialRevealPermission,
  accessManagePermission,
  dataReadPermission,
  dataWritePermission,
  terminalOpenPermission,
  logsReadPermission,
  tenantReadPermission,
  tenantUpdatePermission,
  tenantQuotaPermission,
  tenantDeletePermission,
  tenantCreatePermission,
  fleetControlPermission,
  platformReadPermission,
  auditReadPermission,
];
