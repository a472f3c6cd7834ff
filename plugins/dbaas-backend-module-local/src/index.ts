/***/
/**
 * The local backend module for the dbaas plugin.
 *
 * @packageDocumentation
 */

export { dbaasModuleLocal as default } from './module';
