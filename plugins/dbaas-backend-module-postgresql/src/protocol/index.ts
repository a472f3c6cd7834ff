export * from './driver';
export * from './roles';
export { MAINTENANCE_DATABASE } from './connection';
