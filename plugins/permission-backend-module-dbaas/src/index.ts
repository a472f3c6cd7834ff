/***/
/**
 * The dbaas module for @backstage/plugin-permission-backend
 *
 * @packageDocumentation
 */

export { permissionModuleDbaas as default } from './module';
