import { LoggerService } from '@backstage/backend-plugin-api';
import { KubeConfig } from '@kubernetes/client-node';
import { TenantPolicy } from './tenants/render';

/**
 * One cluster, as a location.
 *
 * @public
 */
export type ClusterOptions = {
  /** Id of the location. */
  id: string;
  title?: string;
  kubeConfig: KubeConfig;
  /**
   * How this backend connects to pods and Services: `direct` where it is in
   * the cluster's network, or `port-forward` through the API server.
   */
  reach: 'direct' | 'port-forward';
  /**
   * Whether Backstage's own Kubernetes plugin knows the cluster by the same
   * name: entities then carry what leads that plugin to the instance's pods.
   */
  inBackstage?: boolean;
};

/**
 * What the platform is made of.
 *
 * @public
 */
export type KubernetesPlatformOptions = {
  clusters: ClusterOptions[];
  policy: TenantPolicy;
  logger: Pick<LoggerService, 'info' | 'warn' | 'error'>;
};
