/***/
/**
 * The mysql backend module for the dbaas plugin.
 *
 * @packageDocumentation
 */

export { dbaasModuleMysql as default } from './module';
