import {
  AuthService,
  BackstageCredentials,
  HttpAuthService,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthenticationError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  AuthorizeResult,
  isResourcePermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { createConditionTransformer } from '@backstage/plugin-permission-node';
import {
  instanceReadPermission,
  RESOURCE_TYPE_INSTANCE,
  RESOURCE_TYPE_TENANT,
  tenantReadPermission,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  dbaasInstanceResourceRef,
  dbaasTenantResourceRef,
  InstanceScope,
  TenantScope,
} from '@dbaas-portal/plugin-dbaas-node';
import { InstanceIndex } from '../instances/InstanceIndex';
import { Caller } from './Caller';
import { bothFilters, matchesFilter, ScopeFilter } from './Filter';
import { forbidden, unseen } from './refusals';
import { ServiceGrants } from './ServiceGrants';

export type GuardOptions = {
  auth: AuthService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  grants: ServiceGrants;
  index: InstanceIndex;
  /** Told what a person may read, whenever a person reads. */
  onRead?: (caller: Caller, filter: ScopeFilter) => void;
};

/**
 * The one place that decides who may do what. Everybody enters here: people
 * by Backstage's permissions, services by what the config grants them.
 *
 * Every decision is a filter first: the policy's conditions are resolved to
 * one predicate, which then is matched against one scope, the index or SQL.
 */
export class Guard {
  private readonly decisions = new WeakMap<
    Caller,
    Map<string, Promise<ScopeFilter>>
  >();

  constructor(private readonly options: GuardOptions) {}

  /** Who asks; anonymous requests are refused with 401. */
  async caller(
    request: Parameters<HttpAuthService['credentials']>[0],
  ): Promise<Caller> {
    const credentials = await this.options.httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    return this.callerOf(credentials);
  }

  /** Who asks on a socket, where no header can say it. */
  async callerByToken(token: string): Promise<Caller> {
    const { auth } = this.options;
    const credentials = await auth.authenticate(token);
    if (
      !auth.isPrincipal(credentials, 'user') &&
      !auth.isPrincipal(credentials, 'service')
    ) {
      throw new AuthenticationError('Nobody is signed in by this token');
    }
    return this.callerOf(credentials);
  }

  private callerOf(credentials: BackstageCredentials): Caller {
    const { auth } = this.options;
    const actor = auth.isPrincipal(credentials, 'user')
      ? credentials.principal.userEntityRef
      : `service:${this.subjectOf({ credentials, actor: '' })}`;
    return { credentials, actor };
  }

  /** Refuses services that the config does not name. */
  requireListed(caller: Caller): void {
    const subject = this.subjectOf(caller);
    if (subject !== undefined && !this.options.grants.isListed(subject)) {
      throw forbidden('dbaas.access.services');
    }
  }

  /** What of all there is the permission covers for the caller. */
  async filter(permission: Permission, caller: Caller): Promise<ScopeFilter> {
    const [filter] = await this.filters([permission], caller);
    if (permission.name === instanceReadPermission.name) {
      this.options.onRead?.(caller, filter);
    }
    return filter;
  }

  async allows(
    permission: Permission,
    scope: TenantScope | InstanceScope,
    caller: Caller,
  ): Promise<boolean> {
    return matchesFilter(await this.filter(permission, caller), scope);
  }

  /** Refuses with 403 what the permission does not cover. */
  async authorize(
    permission: Permission,
    scope: TenantScope | InstanceScope,
    caller: Caller,
  ): Promise<void> {
    if (!(await this.allows(permission, scope, caller))) {
      throw forbidden(permission.name);
    }
  }

  /** Refuses who may not do it on the whole fleet. */
  async authorizeFleet(permission: Permission, caller: Caller): Promise<void> {
    if ((await this.filter(permission, caller)) !== 'all') {
      throw forbidden(permission.name);
    }
  }

  /** 404 where the caller may not read it, 403 where it may only read it. */
  async authorizeInstance(
    uid: string,
    permissions: Permission[],
    caller: Caller,
  ): Promise<InstanceScope> {
    const filters = await this.filters(
      [instanceReadPermission, ...permissions],
      caller,
    );
    const scope = this.options.index.scope(uid);
    if (!scope || !matchesFilter(filters[0], scope)) {
      throw unseen(uid);
    }
    permissions.forEach((permission, i) => {
      if (!matchesFilter(filters[i + 1], scope)) {
        throw forbidden(permission.name);
      }
    });
    return scope;
  }

  /** The same for tenants; `field` is where the request names it. */
  async authorizeTenant(
    name: string,
    permissions: Permission[],
    caller: Caller,
    field?: string,
  ): Promise<TenantScope> {
    const filters = await this.filters(
      [tenantReadPermission, ...permissions],
      caller,
    );
    const scope = this.options.index.tenantScope(name);
    if (!scope || !matchesFilter(filters[0], scope)) {
      throw unseen(name, field);
    }
    permissions.forEach((permission, i) => {
      if (!matchesFilter(filters[i + 1], scope)) {
        throw forbidden(permission.name);
      }
    });
    return scope;
  }

  /** Names of the permissions that the caller has on a scope. */
  async permitted(
    permissions: readonly Permission[],
    scope: TenantScope | InstanceScope,
    caller: Caller,
  ): Promise<string[]> {
    const filters = await this.filters(permissions, caller);
    return permissions
      .filter((_, i) => matchesFilter(filters[i], scope))
      .map(p => p.name);
  }

  /** Decisions of one request are asked for once, and together. */
  async filters(
    permissions: readonly Permission[],
    caller: Caller,
  ): Promise<ScopeFilter[]> {
    this.requireListed(caller);
    const known = this.decisions.get(caller) ?? new Map();
    this.decisions.set(caller, known);
    const asked = permissions.filter(p => !known.has(p.name));
    const decided = this.decide(asked, caller);
    asked.forEach((permission, i) => {
      const each = decided.then(filters => filters[i]);
      // Whoever waits for it hears of a failure; nobody has to.
      each.catch(() => {});
      known.set(permission.name, each);
    });
    await decided;
    return Promise.all(permissions.map(p => known.get(p.name)));
  }

  private async decide(
    permissions: Permission[],
    caller: Caller,
  ): Promise<ScopeFilter[]> {
    if (permissions.length === 0) {
      return [];
    }
    const options = { credentials: caller.credentials };
    const ofResources = permissions.filter(p => isResourcePermission(p));
    const basic = permissions.flatMap(p =>
      p.type === 'basic' ? [{ permission: p }] : [],
    );
    const [conditional, definitive] = await Promise.all([
      ofResources.length > 0
        ? this.options.permissions.authorizeConditional(
            ofResources.map(permission => ({ permission })),
            options,
          )
        : [],
      basic.length > 0
        ? this.options.permissions.authorize(basic, options)
        : [],
    ]).catch(error => {
      // Whatever the permission backend answers, it is no fault of the asker.
      throw new ServiceUnavailableError('Permissions cannot be asked', error);
    });
    const subject = this.subjectOf(caller);
    return permissions.map(permission => {
      const decision = isResourcePermission(permission)
        ? conditional[ofResources.indexOf(permission)]
        : definitive[basic.findIndex(b => b.permission === permission)];
      const byPolicy = this.resolve(decision);
      return subject === undefined
        ? byPolicy
        : bothFilters(
            this.options.grants.filter(subject, permission),
            byPolicy,
          );
    });
  }

  private resolve(decision: PolicyDecision): ScopeFilter {
    if (decision.result !== AuthorizeResult.CONDITIONAL) {
      return decision.result === AuthorizeResult.ALLOW ? 'all' : 'none';
    }
    const { permissionsRegistry } = this.options;
    switch (decision.resourceType) {
      case RESOURCE_TYPE_INSTANCE:
        return createConditionTransformer(
          permissionsRegistry.getPermissionRuleset(dbaasInstanceResourceRef),
        )(decision.conditions);
      case RESOURCE_TYPE_TENANT:
        return createConditionTransformer(
          permissionsRegistry.getPermissionRuleset(dbaasTenantResourceRef),
        )(decision.conditions);
      default:
        return 'none';
    }
  }

  private subjectOf(caller: Caller): string | undefined {
    const { auth } = this.options;
    return auth.isPrincipal(caller.credentials, 'service')
      ? caller.credentials.principal.subject
      : undefined;
  }
}
