/***/
/**
 * The postgresql backend module for the dbaas plugin.
 *
 * @packageDocumentation
 */

export { dbaasModulePostgresql as default } from './module';
