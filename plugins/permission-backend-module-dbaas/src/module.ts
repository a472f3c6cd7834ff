import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { DbaasPolicy } from './policy/DbaasPolicy';

export const permissionModuleDbaas = createBackendModule({
  pluginId: 'permission',
  moduleId: 'dbaas',
  register({ registerInit }) {
    registerInit({
      deps: {
        policy: policyExtensionPoint,
        userInfo: coreServices.userInfo,
      },
      async init({ policy, userInfo }) {
        policy.setPolicy(new DbaasPolicy(userInfo));
      },
    });
  },
});
