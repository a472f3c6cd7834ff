import { Config } from '@backstage/config';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { PolicyPart } from './dbaasPolicy';

/**
 * Who may use the proxy of Backstage's Kubernetes plugin does in a cluster
 * whatever the plugin's login may. Where that is the portal's own, it is
 * nobody's: it reads the Secrets of all databases.
 */
export function closeSharedProxy(config: Config): PolicyPart {
  const shared = config.getOptionalBoolean('dbaas.kubernetes.reuseClusters');
  return ({ permission }) =>
    shared && permission.name === 'kubernetes.proxy'
      ? { result: AuthorizeResult.DENY }
      : undefined;
}
