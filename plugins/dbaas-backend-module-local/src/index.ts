/**
 * The platform of local processes for the dbaas plugin.
 *
 * @packageDocumentation
 */

export { dbaasModuleLocal as default } from './module';
export { createLocalPlatform } from './LocalPlatform';
export { LocalError } from './LocalError';
export type { LocalErrorCode } from './LocalError';
export type { LocalPlatformOptions } from './options';
