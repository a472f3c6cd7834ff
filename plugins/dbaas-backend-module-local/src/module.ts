import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';

export const dbaasModuleLocal = createBackendModule({
  pluginId: 'dbaas',
  moduleId: 'local',
  register(reg) {
    reg.registerInit({
      deps: { logger: coreServices.logger },
      async init({ logger }) {
        logger.info('Hello World!');
      },
    });
  },
});
