import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod/v3';
import {
  dbaasInstanceResourceRef,
  dbaasTenantResourceRef,
  matchesScope,
  ScopeQuery,
} from './scope';

const claims = z
  .array(z.string())
  .describe('Entity references of the user and its groups');
const roles = z
  .array(z.enum(['owner', 'member', 'viewer']))
  .describe('Roles in the tenant, any of which is enough');

type TenantRoleParams = {
  claims: string[];
  roles: Array<'owner' | 'member' | 'viewer'>;
};

const tenantRole = (params: TenantRoleParams): ScopeQuery => ({
  rule: 'tenant-role',
  ...params,
});

/** Instances of tenants in which the user has one of the roles. @public */
export const isTenantMember = createPermissionRule({
  name: 'IS_TENANT_MEMBER',
  description: 'Allow members of the tenant that the instance belongs to',
  resourceRef: dbaasInstanceResourceRef,
  paramsSchema: z.object({ claims, roles }),
  apply: (scope, params) => matchesScope(tenantRole(params), scope),
  toQuery: tenantRole,
});

/** Tenants in which the user has one of the roles. @public */
export const hasTenantRole = createPermissionRule({
  name: 'HAS_TENANT_ROLE',
  description: 'Allow members of the tenant',
  resourceRef: dbaasTenantResourceRef,
  paramsSchema: z.object({ claims, roles }),
  apply: (scope, params) => matchesScope(tenantRole(params), scope),
  toQuery: tenantRole,
});

const tenants = (params: { tenants: string[] }): ScopeQuery => ({
  rule: 'tenant',
  ...params,
});

/** Instances of the named tenants. @public */
export const inTenant = createPermissionRule({
  name: 'IN_TENANT',
  description: 'Allow instances of the named tenants',
  resourceRef: dbaasInstanceResourceRef,
  paramsSchema: z.object({ tenants: z.array(z.string()) }),
  apply: (scope, params) => matchesScope(tenants(params), scope),
  toQuery: tenants,
});

/** The named tenants. @public */
export const isTenant = createPermissionRule({
  name: 'IS_TENANT',
  description: 'Allow the named tenants',
  resourceRef: dbaasTenantResourceRef,
  paramsSchema: z.object({ tenants: z.array(z.string()) }),
  apply: (scope, params) => matchesScope(tenants(params), scope),
  toQuery: tenants,
});

const owner = (params: { claims: string[] }): ScopeQuery => ({
  rule: 'owner',
  ...params,
});

/** Instances that the user or one of its groups owns. @public */
export const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allow the owner of the instance',
  resourceRef: dbaasInstanceResourceRef,
  paramsSchema: z.object({ claims }),
  apply: (scope, params) => matchesScope(owner(params), scope),
  toQuery: owner,
});

const environment = (params: { environments: string[] }): ScopeQuery => ({
  rule: 'environment',
  ...params,
});

/** Instances of the named environments. @public */
export const hasEnvironment = createPermissionRule({
  name: 'HAS_ENVIRONMENT',
  description: 'Allow instances of the named environments',
  resourceRef: dbaasInstanceResourceRef,
  paramsSchema: z.object({ environments: z.array(z.string()) }),
  apply: (scope, params) => matchesScope(environment(params), scope),
  toQuery: environment,
});

const engine = (params: { engines: string[] }): ScopeQuery => ({
  rule: 'engine',
  ...params,
});

/** Instances of the named engines. @public */
export const hasEngine = createPermissionRule({
  name: 'HAS_ENGINE',
  description: 'Allow instances of the named engines',
  resourceRef: dbaasInstanceResourceRef,
  paramsSchema: z.object({ engines: z.array(z.string()) }),
  apply: (scope, params) => matchesScope(engine(params), scope),
  toQuery: engine,
});

/** All rules about instances. @public */
export const dbaasInstanceRules = {
  isTenantMember,
  inTenant,
  isOwner,
  hasEnvironment,
  hasEngine,
};

/** All rules about tenants. @public */
export const dbaasTenantRules = { hasTenantRole, isTenant };
