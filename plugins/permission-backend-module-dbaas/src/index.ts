/**
 * The default policy about databases: as a module for a portal without a
 * policy, and as a function for a portal with one.
 *
 * @packageDocumentation
 */
export { permissionModuleDbaas as default, readDbaasRoles } from './module';
export { dbaasPolicy } from './dbaasPolicy';
export type { DbaasRoles, PolicyPart } from './dbaasPolicy';
export { combinePolicies, decideRest } from './combinePolicies';
