import { createBackendModule } from '@backstage/backend-plugin-api';
import { dbaasEnginesExtensionPoint } from '@dbaas-portal/plugin-dbaas-node';
import { ProcessesBinding } from './engines/redis/bindings/processes/ProcessesBinding';
import { redisDescriptor } from './engines/redis/descriptor';
import { RedisDriver } from './protocol/RedisDriver';

/**
 * Adds the engine Redis (and Valkey) with its driver and its binding to the
 * local platform.
 *
 * @public
 */
export const dbaasModuleRedis = createBackendModule({
  pluginId: 'dbaas',
  moduleId: 'redis',
  register(reg) {
    reg.registerInit({
      deps: { engines: dbaasEnginesExtensionPoint },
      async init({ engines }) {
        engines.addEngine(redisDescriptor);
        engines.addDriver(new RedisDriver());
        engines.addBinding(new ProcessesBinding());
      },
    });
  },
});
