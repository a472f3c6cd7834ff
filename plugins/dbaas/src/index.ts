/**
 * The pages of databases as a service: list, tenants, operations and audit,
 * the tabs of a database in the catalog, and the scaffolder's field.
 *
 * @packageDocumentation
 */
export { dbaasPlugin as default } from './plugin';
export { dbaasTranslationRef } from './translation/ref';
