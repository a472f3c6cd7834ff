import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { closeSharedProxy } from './closeSharedProxy';
import { combinePolicies, decideRest } from './combinePolicies';
import { dbaasPolicy, DbaasRoles } from './dbaasPolicy';

function readRest(config: Config): 'allow' | 'deny' {
  const rest =
    config.getOptionalString('dbaas.access.otherPermissions') ?? 'allow';
  if (rest !== 'allow' && rest !== 'deny') {
    throw new Error('dbaas.access.otherPermissions must be allow or deny');
  }
  return rest;
}

/**
 * Reads the roles on the whole fleet from `dbaas.access.roles`.
 *
 * @public
 */
export function readDbaasRoles(config: Config): DbaasRoles {
  const roles = config.getOptionalConfig('dbaas.access.roles');
  return {
    dba: roles?.getOptionalStringArray('dba') ?? [],
    auditor: roles?.getOptionalStringArray('auditor') ?? [],
  };
}

/**
 * Installs the default policy about databases as the portal's only one. A
 * portal that has a policy composes `dbaasPolicy` into it instead.
 *
 * @public
 */
export const permissionModuleDbaas = createBackendModule({
  pluginId: 'permission',
  moduleId: 'dbaas',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint, config: coreServices.rootConfig },
      async init({ policy, config }) {
        policy.setPolicy(
          combinePolicies(
            dbaasPolicy({ roles: readDbaasRoles(config) }),
            closeSharedProxy(config),
            decideRest(readRest(config)),
          ),
        );
      },
    });
  },
});
