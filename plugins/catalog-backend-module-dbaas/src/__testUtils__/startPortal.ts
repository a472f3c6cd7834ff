import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  CatalogService,
  catalogServiceRef,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import { FakeDbaas } from './fakeDbaas';
import catalogModuleDbaas from '../index';

/** A portal with a real catalog, our module, and somebody else's provider. */
export async function startPortal(fake: FakeDbaas) {
  const scheduler = mockServices.scheduler();
  let somebodyElse: EntityProviderConnection | undefined;
  let ask:
    | (<T>(f: (c: CatalogService, o: Options) => Promise<T>) => Promise<T>)
    | undefined;
  type Options = Parameters<CatalogService['getEntityByRef']>[1];

  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleDbaas,
      fake.plugin(),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      eventsServiceFactory,
      mockServices.rootConfig.factory({
        data: {
          catalog: { processingInterval: { seconds: 1 } },
        },
      }),
      createBackendModule({
        pluginId: 'catalog',
        moduleId: 'somebody-else',
        register: ({ registerInit }) =>
          registerInit({
            deps: {
              processing: catalogProcessingExtensionPoint,
              catalog: catalogServiceRef,
              auth: coreServices.auth,
            },
            init: async ({ processing, catalog, auth }) => {
              processing.addEntityProvider({
                getProviderName: () => 'somebody-else',
                connect: async connection => {
                  somebodyElse = connection;
                },
              });
              ask = async f =>
                f(catalog, {
                  credentials: await auth.getOwnServiceCredentials(),
                });
            },
          }),
      }),
    ],
  });

  const entities = async () => {
    const { items } = await ask!((catalog, options) =>
      catalog.getEntities({}, options),
    );
    return new Map(
      items.map(entity => [
        `${entity.kind}:${entity.metadata.name}`.toLowerCase(),
        entity,
      ]),
    );
  };
  return {
    backend,
    entities,
    compare: () => scheduler.triggerTask('DbaasEntityProvider:compare'),
    addForeign: (entity: Entity) =>
      somebodyElse!.applyMutation({
        type: 'delta',
        added: [{ entity, locationKey: 'somebody-else' }],
        removed: [],
      }),
    removeForeign: (entityRef: string) =>
      somebodyElse!.applyMutation({
        type: 'delta',
        added: [],
        removed: [{ entityRef }],
      }),
    /** Waits until the catalog has processed and stitched. */
    until: async (check: (found: Map<string, Entity>) => boolean) => {
      for (const end = Date.now() + 20_000; Date.now() < end; ) {
        const found = await entities();
        if (check(found)) {
          return found;
        }
        await new Promise(resolve => setTimeout(resolve, 100));
      }
      throw new Error(
        `It did not come; there is: ${[...(await entities()).keys()]}`,
      );
    },
  };
}
