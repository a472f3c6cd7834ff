import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';

export const dbaasModuleMysql = createBackendModule({
  pluginId: 'dbaas',
  moduleId: 'mysql',
  register(reg) {
    reg.registerInit({
      deps: { logger: coreServices.logger },
      async init({ logger }) {
        logger.info('Hello World!');
      },
    });
  },
});
