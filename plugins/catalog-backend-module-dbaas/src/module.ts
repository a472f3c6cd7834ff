import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { CatalogModelSources } from '@backstage/catalog-model/alpha';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { catalogModelExtensionPoint } from '@backstage/plugin-catalog-node/alpha';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { dbaasCatalogModelLayer } from './catalogModel';
import { readProviderConfig } from './config';
import { DbaasEntityProvider } from './provider/DbaasEntityProvider';

/**
 * Brings the databases and tenants of the dbaas plugin into the catalog.
 *
 * @public
 */
export const catalogModuleDbaas = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'dbaas',
  register({ registerInit }) {
    registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        logger: coreServices.logger,
        model: catalogModelExtensionPoint,
        processing: catalogProcessingExtensionPoint,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
      },
      async init({ model, processing, rootConfig, scheduler, ...services }) {
        const config = readProviderConfig(rootConfig);
        model.addModelSource(
          CatalogModelSources.static([dbaasCatalogModelLayer]),
        );
        processing.addEntityProvider(
          new DbaasEntityProvider({
            ...services,
            config,
            taskRunner: scheduler.createScheduledTaskRunner(config.schedule),
          }),
        );
      },
    });
  },
});
