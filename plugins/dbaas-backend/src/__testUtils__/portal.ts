import {
  BackendFeature,
  BackstageCredentials,
  coreServices,
  createBackendModule,
  createServiceFactory,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import { TenantSpec } from '@dbaas-portal/plugin-dbaas-common';
import {
  dbaasEnginesExtensionPoint,
  dbaasPlatformsExtensionPoint,
  Driver,
} from '@dbaas-portal/plugin-dbaas-node';
import {
  fakeBinding,
  FakeDriver,
  fakeEngine,
  FakePlatform,
  FakeWorld,
  FAKE_LOCATION,
} from '@dbaas-portal/plugin-dbaas-node/testUtils';
import {
  combinePolicies,
  dbaasPolicy,
} from '@dbaas-portal/plugin-permission-backend-module-dbaas';
import { dbaasPlugin } from '../plugin';

/** Where the portal's pages come from. */
export const PORTAL_ORIGIN = 'http://portal.test';

/** Who asks in the tests; each stands in one relation to tenant `shop`. */
export const PEOPLE = {
  stranger: ['user:default/sam', 'group:default/elsewhere'],
  viewer: ['user:default/vera'],
  member: ['user:default/mia', 'group:default/shop-developers'],
  owner: ['user:default/olga', 'group:default/shop'],
  dba: ['user:default/dan', 'group:default/dba'],
  auditor: ['user:default/ada', 'group:default/audit'],
};

export type Role = 'anonymous' | keyof typeof PEOPLE | 'service' | 'unlisted';

export function headerOf(role: Role): string {
  switch (role) {
    case 'anonymous':
      return mockCredentials.none.header();
    case 'service':
      return mockCredentials.service.header({
        onBehalfOf: mockCredentials.service('external:pipeline'),
        targetPluginId: 'dbaas',
      });
    case 'unlisted':
      return mockCredentials.service.header({
        onBehalfOf: mockCredentials.service('external:unknown'),
        targetPluginId: 'dbaas',
      });
    default:
      return mockCredentials.user.header(PEOPLE[role][0]);
  }
}

export const SHOP: TenantSpec = {
  name: 'shop',
  displayName: 'Shop',
  owner: 'group:default/shop',
  members: [
    { ref: 'group:default/shop-developers', role: 'member' },
    { ref: 'user:default/vera', role: 'viewer' },
  ],
  quotas: { [FAKE_LOCATION]: { memoryMib: 65536, instances: 50 } },
};

const policy = combinePolicies(
  dbaasPolicy({
    roles: { dba: ['group:default/dba'], auditor: ['group:default/audit'] },
  }),
);

/**
 * Backstage's permissions with the default policy in force: services pass
 * whatever the policy says, and conditions come back as they are. The test
 * kit's tokens do not say on whose behalf they are used, which the real
 * permission backend insists on, so the policy is asked directly.
 */
const permissionsByPolicy = createServiceFactory({
  service: coreServices.permissions,
  deps: { auth: coreServices.auth },
  factory({ auth }) {
    const ask = async (
      permission: Permission,
      credentials: BackstageCredentials,
    ): Promise<PolicyDecision> => {
      if (!auth.isPrincipal(credentials, 'user')) {
        return { result: AuthorizeResult.ALLOW };
      }
      const { userEntityRef } = credentials.principal;
      const person = Object.values(PEOPLE).find(p => p[0] === userEntityRef);
      const ownershipEntityRefs = person ?? [userEntityRef];
      const info = { userEntityRef, ownershipEntityRefs };
      return policy.handle({ permission }, { credentials, info });
    };
    const service: PermissionsService = {
      authorizeConditional: async (queries, { credentials }) =>
        Promise.all(queries.map(q => ask(q.permission, credentials))),
      authorize: async (requests, { credentials }) =>
        Promise.all(
          requests.map(async ({ permission }) => {
            const decision = await ask(permission, credentials);
            if (decision.result === AuthorizeResult.CONDITIONAL) {
              throw new Error('Conditions have to be asked for');
            }
            return decision;
          }),
        ),
    };
    return service;
  },
});

/** A whole portal around a fake world, with the default policy in force. */
export async function startPortal(
  options: {
    config?: JsonObject;
    driver?: (world: FakeWorld) => Driver;
    /** Another portal's, to be a second backend of it. */
    world?: FakeWorld;
    features?: BackendFeature[];
  } = {},
) {
  const world = options.world ?? new FakeWorld();
  const driver = options.driver?.(world) ?? new FakeDriver(world);
  for (const name of ['shop', 'other']) {
    world.tenants.set(name, {
      revision: 1,
      spec:
        name === 'shop'
          ? SHOP
          : {
              ...SHOP,
              name,
              displayName: name,
              owner: 'group:default/other',
              members: [],
            },
      createdAt: '2026-01-01T00:00:00.000Z',
      createdBy: 'user:default/dan',
    });
  }
  const fakes = createBackendModule({
    pluginId: 'dbaas',
    moduleId: 'fakes',
    register(env) {
      env.registerInit({
        deps: {
          engines: dbaasEnginesExtensionPoint,
          platforms: dbaasPlatformsExtensionPoint,
        },
        async init({ engines, platforms }) {
          engines.addEngine(fakeEngine());
          engines.addBinding(fakeBinding());
          engines.addDriver(driver);
          platforms.addPlatform(new FakePlatform(world));
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      dbaasPlugin,
      fakes,
      permissionsByPolicy,
      catalogServiceMock.factory(),
      ...(options.features ?? []),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: PORTAL_ORIGIN },
          // All plugins are in this process.
          events: { useEventBus: 'never' },
          dbaas: {
            operations: { pollSeconds: 0.05 },
            probes: { activeSeconds: 0.2, idleSeconds: 0.3 },
            access: {
              services: [
                {
                  subject: 'external:pipeline',
                  permissions: [
                    'dbaas.instance.read',
                    'dbaas.instance.create',
                    'dbaas.instance.operate',
                    'dbaas.tenant.read',
                    'dbaas.tenant.create',
                    'dbaas.audit.read',
                  ],
                  tenants: ['shop'],
                },
              ],
            },
            ...options.config,
          },
        },
      }),
    ],
  });
  return Object.assign(backend, { world });
}
