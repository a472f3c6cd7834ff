import { Config } from '@backstage/config';
import { Permission } from '@backstage/plugin-permission-common';
import { dbaasPermissions } from '@dbaas-portal/plugin-dbaas-common';
import { matchesFilter, ScopeFilter } from './Filter';

type Grant = { permissions: Set<string>; tenants: string[] };

const KNOWN = new Set(dbaasPermissions.map(p => p.name));

function parsePermissions(names: string[], subject: string): Set<string> {
  if (names.includes('*')) {
    return KNOWN;
  }
  const unknown = names.filter(name => !KNOWN.has(name));
  if (unknown.length > 0) {
    throw new Error(
      `dbaas.access.services: unknown permissions of ${subject}: ${unknown.join(
        ', ',
      )}`,
    );
  }
  return new Set(names);
}

/**
 * What services may do. Backstage lets service tokens pass every policy; here
 * a service has the permissions and tenants that the config names for its
 * subject, and nothing more.
 */
export class ServiceGrants {
  static fromConfig(config: Config): ServiceGrants {
    const grants = new Map<string, Grant>();
    const services =
      config.getOptionalConfigArray('dbaas.access.services') ?? [];
    for (const service of services) {
      const subject = service.getString('subject');
      if (grants.has(subject)) {
        throw new Error(`dbaas.access.services names ${subject} twice`);
      }
      grants.set(subject, {
        permissions: parsePermissions(
          service.getStringArray('permissions'),
          subject,
        ),
        tenants: service.getStringArray('tenants'),
      });
    }
    return new ServiceGrants(grants);
  }

  private constructor(private readonly grants: Map<string, Grant>) {}

  isListed(subject: string): boolean {
    return this.grants.has(subject);
  }

  filter(subject: string, permission: Permission): ScopeFilter {
    const grant = this.grants.get(subject);
    if (!grant?.permissions.has(permission.name)) {
      return 'none';
    }
    return grant.tenants.includes('*')
      ? 'all'
      : { rule: 'tenant', tenants: grant.tenants };
  }

  covers(subject: string, permission: Permission, tenant: string): boolean {
    const filter = this.filter(subject, permission);
    return matchesFilter(filter, { tenant, members: [] });
  }
}
