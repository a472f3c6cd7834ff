import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionBackend from '@backstage/plugin-permission-backend';
import { JsonObject } from '@backstage/types';
import { TenantSpec } from '@dbaas-portal/plugin-dbaas-common';
import {
  dbaasEnginesExtensionPoint,
  dbaasPlatformsExtensionPoint,
} from '@dbaas-portal/plugin-dbaas-node';
import {
  fakeBinding,
  FakeDriver,
  fakeEngine,
  FakePlatform,
  FakeWorld,
  FAKE_LOCATION,
} from '@dbaas-portal/plugin-dbaas-node/testUtils';
import policyModule from '@dbaas-portal/plugin-permission-backend-module-dbaas';
import { dbaasPlugin } from '../plugin';

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
        subject: 'external:pipeline',
        targetPluginId: 'dbaas',
      });
    case 'unlisted':
      return mockCredentials.service.header({
        subject: 'external:unknown',
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

/** A whole portal around a fake world, with the default policy in force. */
export async function startPortal(
  options: { world?: FakeWorld; config?: JsonObject } = {},
) {
  const world = options.world ?? new FakeWorld();
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
          engines.addDriver(new FakeDriver(world));
          platforms.addPlatform(new FakePlatform(world));
        },
      });
    },
  });
  const userInfo = createServiceFactory({
    service: coreServices.userInfo,
    deps: {},
    factory: () => ({
      async getUserInfo(credentials) {
        const { principal } = credentials;
        const userEntityRef =
          typeof principal === 'object' &&
          principal !== null &&
          'userEntityRef' in principal
            ? String(principal.userEntityRef)
            : '';
        const person = Object.values(PEOPLE).find(p => p[0] === userEntityRef);
        return {
          userEntityRef,
          ownershipEntityRefs: person ?? [userEntityRef],
        };
      },
    }),
  });
  const backend = await startTestBackend({
    features: [
      dbaasPlugin,
      fakes,
      permissionBackend,
      policyModule,
      permissionsServiceFactory,
      userInfo,
      catalogServiceMock.factory(),
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          dbaas: {
            operations: { pollSeconds: 0.05 },
            probes: { activeSeconds: 0.2, idleSeconds: 0.3 },
            access: {
              roles: {
                dba: ['group:default/dba'],
                auditor: ['group:default/audit'],
              },
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
  return { ...backend, world };
}
