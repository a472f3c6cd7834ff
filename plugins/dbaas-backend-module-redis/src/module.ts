import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';

export const dbaasModuleRedis = createBackendModule({
  pluginId: 'dbaas',
  moduleId: 'redis',
  register(reg) {
    reg.registerInit({
      deps: { logger: coreServices.logger },
      async init({ logger }) {
        logger.info('Hello World!');
      },
    });
  },
});
