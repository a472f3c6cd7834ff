import { entityNameOf } from '@dbaas-portal/plugin-dbaas-common';

/** The catalog entity that stands for an instance. */
export function instanceRef(instance: {
  tenant: string;
  name: string;
}): string {
  return `resource:default/${entityNameOf(instance.tenant, instance.name)}`;
}

/** The catalog entity that stands for a tenant. */
export function tenantRef(tenant: string): string {
  return `system:default/${tenant}`;
}
