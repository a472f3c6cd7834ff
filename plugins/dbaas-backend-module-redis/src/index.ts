/***/
/**
 * The redis backend module for the dbaas plugin.
 *
 * @packageDocumentation
 */

export { dbaasModuleRedis as default } from './module';
