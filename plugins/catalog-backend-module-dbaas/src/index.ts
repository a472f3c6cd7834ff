/***/
/**
 * The dbaas-provider module for @backstage/plugin-catalog-backend
 *
 * @packageDocumentation
 */

export { catalogModuleDbaas as default } from './module';
