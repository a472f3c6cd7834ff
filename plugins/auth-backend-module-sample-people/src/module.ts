import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { authProvidersExtensionPoint } from '@backstage/plugin-auth-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { requireDevelopment } from './environment';
import { CatalogSamplePeople } from './people';
import { createSamplePeopleProvider, PROVIDER_ID } from './provider';
import { createPeopleRouter } from './router';
import { OwnPage } from './session';

/** Registers the provider; refuses to be part of a production backend. */
export const authModuleSamplePeople = createBackendModule({
  pluginId: 'auth',
  moduleId: PROVIDER_ID,
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        providers: authProvidersExtensionPoint,
      },
      async init({ auth, catalog, config, httpRouter, logger, providers }) {
        requireDevelopment(process.env.NODE_ENV);
        const own = config.getOptionalConfig(`auth.providers.${PROVIDER_ID}`);
        if (!own) return;
        const people = new CatalogSamplePeople({
          auth,
          catalog,
          names: own.getOptionalStringArray('people'),
        });
        const ownPage = new OwnPage([
          config.getString('app.baseUrl'),
          config.getString('backend.baseUrl'),
        ]);
        providers.registerProvider({
          providerId: PROVIDER_ID,
          factory: createSamplePeopleProvider(people, ownPage),
        });
        httpRouter.use(createPeopleRouter(people, ownPage));
        httpRouter.addAuthPolicy({
          path: `/${PROVIDER_ID}`,
          allow: 'unauthenticated',
        });
        logger.warn(
          'Sample people are on: whoever reaches this backend can be any of them without a password.',
        );
      },
    });
  },
});
