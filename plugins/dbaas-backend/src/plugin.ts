import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  dbaasEnginesExtensionPoint,
  dbaasPlatformsExtensionPoint,
} from '@dbaas-portal/plugin-dbaas-node';
import { RegistryInputs } from './Core';
import { createCore } from './createCore';
import { openDatabase } from './database/openDatabase';
import { createRooms } from './rooms';
import { createRouter } from './router';
import { mountTerminals } from './terminal/mountTerminals';

/**
 * The core of the database portal.
 *
 * @public
 */
export const dbaasPlugin = createBackendPlugin({
  pluginId: 'dbaas',
  register(env) {
    const inputs: RegistryInputs = {
      engines: [],
      bindings: [],
      drivers: [],
      platforms: [],
    };
    env.registerExtensionPoint(dbaasEnginesExtensionPoint, {
      addEngine: engine => inputs.engines.push(engine),
      addBinding: binding => inputs.bindings.push(binding),
      addDriver: driver => inputs.drivers.push(driver),
    });
    env.registerExtensionPoint(dbaasPlatformsExtensionPoint, {
      addPlatform: platform => inputs.platforms.push(platform),
    });
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        instanceMetadata: coreServices.rootInstanceMetadata,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const knex = await openDatabase(deps.database);
        const rooms = await createRooms({ ...deps, knex, inputs, createCore });
        deps.lifecycle.addShutdownHook(() => rooms.stop());
        // Before the first request: a list that is empty only because nothing
        // has been seen yet would be believed, by the catalog for one.
        await rooms.start();
        mountTerminals(rooms.terminals, deps);
        deps.httpRouter.use(await createRouter(rooms.routes, deps.logger));
      },
    });
  },
});
