import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';

export const dbaasModulePostgresql = createBackendModule({
  pluginId: 'dbaas',
  moduleId: 'postgresql',
  register(reg) {
    reg.registerInit({
      deps: { logger: coreServices.logger },
      async init({ logger }) {
        logger.info('Hello World!');
      },
    });
  },
});
