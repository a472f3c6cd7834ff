import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { dbaasEnginesExtensionPoint } from '@dbaas-portal/plugin-dbaas-node';
import { postgresql } from './engines/postgresql';
import { cloudnativePgBinding } from './engines/postgresql/bindings/cloudnative-pg';
import { createProcessesBinding } from './engines/postgresql/bindings/processes';
import { inspectInstallation } from './engines/postgresql/installation';
import { postgresqlDriver } from './protocol';

/**
 * Adds the engines that speak PostgreSQL's protocol, their driver and their
 * bindings to the dbaas plugin.
 *
 * @public
 */
export const dbaasModulePostgresql = createBackendModule({
  pluginId: 'dbaas',
  moduleId: 'postgresql',
  register(reg) {
    reg.registerInit({
      deps: {
        logger: coreServices.logger,
        engines: dbaasEnginesExtensionPoint,
      },
      async init({ logger, engines }) {
        engines.addDriver(postgresqlDriver);
        engines.addEngine(postgresql);
        engines.addBinding(
          createProcessesBinding(await inspectInstallation(logger)),
        );
        engines.addBinding(cloudnativePgBinding);
      },
    });
  },
});
