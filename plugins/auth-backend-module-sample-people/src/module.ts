import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';

export const authModuleSamplePeople = createBackendModule({
  pluginId: 'auth',
  moduleId: 'sample-people',
  register(reg) {
    reg.registerInit({
      deps: { logger: coreServices.logger },
      async init({ logger }) {
        logger.info('Hello World!');
      },
    });
  },
});
