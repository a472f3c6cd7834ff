import {
  ANNOTATION_LOCATION as MANAGED_BY_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  stringifyEntityRef,
  SystemEntity,
} from '@backstage/catalog-model';
import {
  ANNOTATION_TENANT,
  TenantSpec,
} from '@dbaas-portal/plugin-dbaas-common';
import { ORIGIN } from '../constants';

/** What a System is made of. */
export type TenantSpecLike = Pick<
  TenantSpec,
  'name' | 'displayName' | 'description' | 'owner'
>;

export function tenantEntityRef(tenant: string): string {
  return stringifyEntityRef({
    kind: 'System',
    namespace: 'default',
    name: tenant,
  });
}

/** The System of a tenant, for where the catalog has none of that name. */
export function toTenantEntity(spec: TenantSpecLike): SystemEntity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: {
      namespace: 'default',
      name: spec.name,
      title: spec.displayName,
      ...(spec.description && { description: spec.description }),
      annotations: {
        [MANAGED_BY_LOCATION]: ORIGIN,
        [ANNOTATION_ORIGIN_LOCATION]: ORIGIN,
        [ANNOTATION_TENANT]: spec.name,
      },
    },
    spec: { owner: spec.owner },
  };
}
