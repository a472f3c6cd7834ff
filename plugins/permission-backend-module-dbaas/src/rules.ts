import {
  accessManagePermission,
  auditReadPermission,
  credentialRevealPermission,
  dataReadPermission,
  dataWritePermission,
  fleetControlPermission,
  instanceCreatePermission,
  instanceDeletePermission,
  instanceOperatePermission,
  instanceReadPermission,
  logsReadPermission,
  platformReadPermission,
  resourceReadPermission,
  tenantCreatePermission,
  tenantDeletePermission,
  tenantQuotaPermission,
  tenantReadPermission,
  TenantRole,
  tenantUpdatePermission,
  terminalOpenPermission,
} from '@dbaas-portal/plugin-dbaas-common';

/** Where what a developer does can be undone by doing it again. */
export const PRODUCTION_FREE = ['development', 'test', 'staging'];

export type InstanceRule = {
  /** Roles in the tenant; `member` stands for the instance's owner as well. */
  everywhere: TenantRole[];
  outsideProduction: TenantRole[];
  dba: 'everywhere' | 'outside-production';
  auditor: boolean;
};

export type TenantRule = { roles: TenantRole[]; auditor: boolean };

export type FleetRule = { auditor: boolean };

const readable: InstanceRule = {
  everywhere: ['viewer', 'member', 'owner'],
  outsideProduction: [],
  dba: 'everywhere',
  auditor: true,
};

const operable: InstanceRule = {
  everywhere: ['member', 'owner'],
  outsideProduction: [],
  dba: 'everywhere',
  auditor: false,
};

/** In production only owners: it cannot be undone, or opens the data. */
const grave: InstanceRule = {
  everywhere: ['owner'],
  outsideProduction: ['member'],
  dba: 'everywhere',
  auditor: false,
};

/** Who runs the databases has no business in the data of production. */
const intimate: InstanceRule = { ...grave, dba: 'outside-production' };

export const INSTANCE_RULES: ReadonlyMap<string, InstanceRule> = new Map([
  [instanceReadPermission.name, readable],
  [instanceOperatePermission.name, operable],
  [resourceReadPermission.name, operable],
  [instanceDeletePermission.name, grave],
  [accessManagePermission.name, grave],
  [credentialRevealPermission.name, intimate],
  [dataReadPermission.name, { ...operable, dba: 'outside-production' }],
  [dataWritePermission.name, intimate],
  // Not even a tenant's owners enter the machines of production: those who
  // run them do, and it is off unless an operator of the portal wants it.
  [
    terminalOpenPermission.name,
    {
      everywhere: [],
      outsideProduction: ['owner'],
      dba: 'everywhere',
      auditor: false,
    },
  ],
  // Whoever keeps it running has to know why it does not.
  [logsReadPermission.name, operable],
]);

export const TENANT_RULES: ReadonlyMap<string, TenantRule> = new Map<
  string,
  TenantRule
>([
  [
    tenantReadPermission.name,
    { roles: ['viewer', 'member', 'owner'], auditor: true },
  ],
  [
    instanceCreatePermission.name,
    { roles: ['member', 'owner'], auditor: false },
  ],
  [tenantUpdatePermission.name, { roles: ['owner'], auditor: false }],
  [tenantQuotaPermission.name, { roles: [], auditor: false }],
  [tenantDeletePermission.name, { roles: [], auditor: false }],
]);

export const FLEET_RULES: ReadonlyMap<string, FleetRule> = new Map([
  [tenantCreatePermission.name, { auditor: false }],
  [fleetControlPermission.name, { auditor: false }],
  [platformReadPermission.name, { auditor: true }],
  [auditReadPermission.name, { auditor: true }],
]);
