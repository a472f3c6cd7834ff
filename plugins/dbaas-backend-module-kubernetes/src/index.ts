/**
 * The platform of Kubernetes clusters for the dbaas plugin: databases under
 * existing operators. It knows no engine.
 *
 * @packageDocumentation
 */
export { dbaasModuleKubernetes as default } from './module';
export { createKubernetesPlatform } from './KubernetesPlatform';
export type { ClusterOptions, KubernetesPlatformOptions } from './options';
export type { TenantPolicy } from './tenants/render';
