import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { dbaasPlatformsExtensionPoint } from '@dbaas-portal/plugin-dbaas-node';
import { readOptions } from './config';
import { createKubernetesPlatform } from './KubernetesPlatform';

/** Runs databases in clusters, under their operators. */
export const dbaasModuleKubernetes = createBackendModule({
  pluginId: 'dbaas',
  moduleId: 'kubernetes',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        platforms: dbaasPlatformsExtensionPoint,
      },
      async init({ config, logger, platforms }) {
        const options = readOptions(config);
        if (options.clusters.length === 0) {
          logger.info('No cluster is configured for databases');
          return;
        }
        platforms.addPlatform(createKubernetesPlatform({ ...options, logger }));
      },
    });
  },
});
