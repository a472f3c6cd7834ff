import { AccessRule } from '@dbaas-portal/plugin-dbaas-node';
import { ClusterOptions } from './options';
import { TenantPolicy } from './tenants/render';

const READ = ['get', 'list', 'watch'];

/** What the portal needs in a cluster, and in the space of each tenant. */
export type ClusterAccess = { cluster: AccessRule[]; tenants: AccessRule[] };

/**
 * What this platform itself needs, whatever runs there. The roles of
 * `deploy/kubernetes/rbac.yaml` grant it; a test proves that they do.
 */
export function ownAccess(
  { binding }: Pick<TenantPolicy, 'binding'>,
  reach: ClusterOptions['reach'],
): ClusterAccess {
  return {
    cluster: [
      { group: '', resources: ['nodes'], verbs: ['list'] },
      {
        group: 'storage.k8s.io',
        resources: ['storageclasses'],
        verbs: ['get', 'list'],
      },
      {
        group: 'apiextensions.k8s.io',
        resources: ['customresourcedefinitions'],
        verbs: ['get'],
      },
      { group: 'apps', resources: ['deployments'], verbs: ['list'] },
      { group: '', resources: ['configmaps', 'pods', 'services'], verbs: READ },
      {
        group: '',
        resources: ['namespaces'],
        verbs: ['get', 'create', 'patch', 'delete'],
      },
      ...(binding
        ? [
            {
              group: 'rbac.authorization.k8s.io',
              resources: ['rolebindings'],
              verbs: ['get', 'create', 'patch'],
            },
          ]
        : []),
    ],
    tenants: [
      {
        group: '',
        resources: ['resourcequotas', 'limitranges'],
        verbs: ['get', 'create', 'patch'],
      },
      {
        group: 'networking.k8s.io',
        resources: ['networkpolicies'],
        verbs: ['get', 'create', 'patch'],
      },
      {
        group: '',
        resources: ['configmaps'],
        verbs: ['create', 'update', 'delete'],
      },
      {
        group: '',
        resources: ['secrets'],
        verbs: ['get', 'list', 'create', 'patch', 'delete'],
      },
      ...(reach === 'port-forward'
        ? [
            {
              group: '',
              resources: ['pods/portforward'],
              verbs: ['create', 'get'],
            },
          ]
        : []),
    ],
  };
}

/**
 * Where a binding's rules have to hold: what it reads is watched over the
 * whole cluster; what it changes, and parts of objects such as a pod's log, are
 * in the tenants' spaces alone.
 */
export function accessOf(rules: AccessRule[]): ClusterAccess {
  const cluster: AccessRule[] = [];
  const tenants: AccessRule[] = [];
  for (const { group, resources, verbs } of rules) {
    for (const resource of resources) {
      for (const verb of verbs) {
        const isWatched = READ.includes(verb) && !resource.includes('/');
        const place = isWatched ? cluster : tenants;
        place.push({ group, resources: [resource], verbs: [verb] });
      }
    }
  }
  return { cluster, tenants };
}
