import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  dbaasEnginesExtensionPoint,
  dbaasPlatformsExtensionPoint,
} from '@dbaas-portal/plugin-dbaas-node';
import {
  FakeDriver,
  FakePlatform,
  FakeWorld,
} from '@dbaas-portal/plugin-dbaas-node/testUtils';
import {
  PAPER_LOCATION,
  PAPER_PLATFORM,
  paperdbOnPaper,
  postgresqlOnPaper,
} from './bindings';
import { paperdb, PAPER_FAMILY } from './paperdb';

/** Everything that this package adds; nothing of the portal knows it. */
export const thirdPartyModule = createBackendModule({
  pluginId: 'dbaas',
  moduleId: 'third-party-sample',
  register(env) {
    env.registerInit({
      deps: {
        engines: dbaasEnginesExtensionPoint,
        platforms: dbaasPlatformsExtensionPoint,
      },
      async init({ engines, platforms }) {
        const world = new FakeWorld();
        platforms.addPlatform(
          new FakePlatform(world, {
            id: PAPER_PLATFORM,
            location: PAPER_LOCATION,
          }),
        );
        engines.addEngine(paperdb);
        engines.addDriver(new FakeDriver(world, { family: PAPER_FAMILY }));
        engines.addBinding(paperdbOnPaper);
        engines.addBinding(postgresqlOnPaper);
      },
    });
  },
});
