/**
 * Brings the databases and tenants of the dbaas plugin into the software
 * catalog: a module of `@backstage/plugin-catalog-backend`.
 *
 * @packageDocumentation
 */

export { catalogModuleDbaas as default } from './module';
