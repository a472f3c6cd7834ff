import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { DbaasProvider } from './provider/DbaasProvider';

export const catalogModuleDbaas = createBackendModule({
  moduleId: 'dbaas-provider',
  pluginId: 'catalog',
  register({ registerInit }) {
    registerInit({
      deps: {
        logger: coreServices.logger,
        config: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
        processing: catalogProcessingExtensionPoint,
      },
      async init({ logger, scheduler, config, processing }) {
        processing.addEntityProvider(
          DbaasProvider.fromConfig(config, {
            logger,
            scheduler,
          }),
        );
      }
    });
  },
})
