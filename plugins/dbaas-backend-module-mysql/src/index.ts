/***/
/**
 * MySQL and MariaDB for the dbaas plugin.
 *
 * @packageDocumentation
 */

export { dbaasModuleMysql as default } from './module';
