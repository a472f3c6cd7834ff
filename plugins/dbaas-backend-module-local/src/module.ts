import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { dbaasPlatformsExtensionPoint } from '@dbaas-portal/plugin-dbaas-node';
import { readOptions } from './config';
import { watchForReload } from './development/reload';
import { createLocalPlatform } from './LocalPlatform';

/** Runs databases as processes of the backend's own machine. */
export const dbaasModuleLocal = createBackendModule({
  pluginId: 'dbaas',
  moduleId: 'local',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        platforms: dbaasPlatformsExtensionPoint,
      },
      async init({ config, logger, platforms }) {
        const options = readOptions(config, process.env);
        if (!options) {
          logger.info('The local platform is switched off');
          return;
        }
        // The core starts the platform and stops it with the backend, after
        // the operations that run have been told to pause.
        platforms.addPlatform(
          await createLocalPlatform({
            ...options,
            logger,
            onStop: watchForReload(),
          }),
        );
      },
    });
  },
});
