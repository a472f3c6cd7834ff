import {
  AuthorizeResult,
  PermissionCondition,
  PermissionCriteria,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createConditionExports,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_INSTANCE,
  RESOURCE_TYPE_TENANT,
  TenantRole,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  dbaasInstanceResourceRef,
  dbaasInstanceRules,
  dbaasTenantResourceRef,
  dbaasTenantRules,
} from '@dbaas-portal/plugin-dbaas-node';
import {
  FLEET_RULES,
  FleetRule,
  INSTANCE_RULES,
  InstanceRule,
  PRODUCTION_FREE,
  TENANT_RULES,
  TenantRule,
} from './rules';

/**
 * Who has a role on the whole fleet: entity references of users and groups.
 *
 * @public
 */
export type DbaasRoles = { dba: string[]; auditor: string[] };

/**
 * A part of a policy: decides what it knows and leaves the rest, by
 * `undefined`, to the next part.
 *
 * @public
 */
export type PolicyPart = (
  request: PolicyQuery,
  user?: PolicyQueryUser,
) => PolicyDecision | undefined | Promise<PolicyDecision | undefined>;

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

const onInstance = createConditionExports({
  resourceRef: dbaasInstanceResourceRef,
  rules: dbaasInstanceRules,
});
const onTenant = createConditionExports({
  resourceRef: dbaasTenantResourceRef,
  rules: dbaasTenantRules,
});

type Standing = { claims: string[]; dba: boolean; auditor: boolean };
type Criteria<T extends string> = PermissionCriteria<PermissionCondition<T>>;

function anyOf<T extends string>(
  criteria: Array<Criteria<T>>,
): Criteria<T> | undefined {
  const [first, ...rest] = criteria;
  return first && { anyOf: [first, ...rest] };
}

function instanceConditions(
  rule: InstanceRule,
  { claims, dba }: Standing,
): Criteria<typeof RESOURCE_TYPE_INSTANCE> | undefined {
  const { isTenantMember, isOwner, hasEnvironment } = onInstance.conditions;
  const outside = hasEnvironment({ environments: PRODUCTION_FREE });
  const who = (roles: TenantRole[]) =>
    roles.includes('member')
      ? [isTenantMember({ claims, roles }), isOwner({ claims })]
      : [isTenantMember({ claims, roles })];
  const within = (roles: TenantRole[]) => {
    const [first, ...rest] = who(roles);
    const criteria: Criteria<typeof RESOURCE_TYPE_INSTANCE> = {
      allOf: [outside, { anyOf: [first, ...rest] }],
    };
    return criteria;
  };
  return anyOf<typeof RESOURCE_TYPE_INSTANCE>([
    ...(rule.everywhere.length > 0 ? who(rule.everywhere) : []),
    ...(rule.outsideProduction.length > 0
      ? [within(rule.outsideProduction)]
      : []),
    ...(dba && rule.dba === 'outside-production' ? [outside] : []),
  ]);
}

function aboutInstance(
  request: PolicyQuery,
  rule: InstanceRule,
  standing: Standing,
): PolicyDecision {
  const wholly =
    (standing.dba && rule.dba === 'everywhere') ||
    (standing.auditor && rule.auditor);
  const conditions = instanceConditions(rule, standing);
  const { permission } = request;
  if (wholly) {
    return ALLOW;
  }
  return conditions &&
    permission.type === 'resource' &&
    permission.resourceType === RESOURCE_TYPE_INSTANCE
    ? onInstance.createConditionalDecision(
        { ...permission, resourceType: RESOURCE_TYPE_INSTANCE },
        conditions,
      )
    : DENY;
}

function aboutTenant(
  request: PolicyQuery,
  rule: TenantRule,
  { claims, dba, auditor }: Standing,
): PolicyDecision {
  if (dba || (auditor && rule.auditor)) {
    return ALLOW;
  }
  const { permission } = request;
  return rule.roles.length > 0 &&
    permission.type === 'resource' &&
    permission.resourceType === RESOURCE_TYPE_TENANT
    ? onTenant.createConditionalDecision(
        { ...permission, resourceType: RESOURCE_TYPE_TENANT },
        onTenant.conditions.hasTenantRole({ claims, roles: rule.roles }),
      )
    : DENY;
}

function aboutFleet(
  rule: FleetRule,
  { dba, auditor }: Standing,
): PolicyDecision {
  return dba || (auditor && rule.auditor) ? ALLOW : DENY;
}

/**
 * The default policy about databases, to be used alone or within a portal's
 * own policy: it decides about the permissions of the dbaas plugin and says
 * `undefined` about all others. What it decides stands in the package's README.
 *
 * @public
 */
export function dbaasPolicy(options: {
  roles: DbaasRoles;
}): (
  request: PolicyQuery,
  user?: PolicyQueryUser,
) => PolicyDecision | undefined {
  const lower = (refs: string[]) =>
    new Set(refs.map(ref => ref.toLocaleLowerCase('en-US')));
  const dbas = lower(options.roles.dba);
  const auditors = lower(options.roles.auditor);
  return (request, user) => {
    const { name } = request.permission;
    const instanceRule = INSTANCE_RULES.get(name);
    const tenantRule = TENANT_RULES.get(name);
    const fleetRule = FLEET_RULES.get(name);
    if (!instanceRule && !tenantRule && !fleetRule) {
      return undefined;
    }
    if (!user) {
      return DENY;
    }
    const { userEntityRef, ownershipEntityRefs } = user.info;
    // Tenants and owners are recorded in small letters; so are references in tokens
    // of Backstage, but not by everyone's sign-in resolver.
    const claims = [...lower([userEntityRef, ...ownershipEntityRefs])];
    const standing: Standing = {
      claims,
      dba: claims.some(claim => dbas.has(claim)),
      auditor: claims.some(claim => auditors.has(claim)),
    };
    if (instanceRule) {
      return aboutInstance(request, instanceRule, standing);
    }
    if (tenantRule) {
      return aboutTenant(request, tenantRule, standing);
    }
    return fleetRule && aboutFleet(fleetRule, standing);
  };
}
