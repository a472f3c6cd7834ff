import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import {
  createInstanceCreateAction,
  createInstanceDeleteAction,
  createInstanceWaitAction,
  createTenantCreateAction,
} from './actions';
import { DbaasConnection } from './dbaas/DbaasConnection';
import { PortalCatalog } from './dbaas/PortalCatalog';

/**
 * Adds the actions `dbaas:instance:create`, `dbaas:instance:wait`,
 * `dbaas:instance:delete` and `dbaas:tenant:create` to the scaffolder.
 *
 * @public
 */
export const scaffolderModuleDbaas = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'dbaas',
  register({ registerInit }) {
    registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        discovery: coreServices.discovery,
        rootConfig: coreServices.rootConfig,
      },
      async init({ actions, auth, catalog, discovery, rootConfig }) {
        const options = {
          dbaas: new DbaasConnection({ auth, discovery }),
          catalog: new PortalCatalog({
            catalog,
            baseUrl: rootConfig.getOptionalString('app.baseUrl'),
          }),
        };
        actions.addActions(
          createInstanceCreateAction(options),
          createInstanceWaitAction(options),
          createInstanceDeleteAction(options),
          createTenantCreateAction(options),
        );
      },
    });
  },
});
