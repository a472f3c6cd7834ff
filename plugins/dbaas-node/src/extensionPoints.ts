import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { EngineDescriptor } from '@dbaas-portal/plugin-dbaas-common';
import { Binding, Driver, Platform } from './contracts';

/**
 * Where modules register engines, bindings and drivers. Registering the same
 * id twice is an error at start.
 *
 * @public
 */
export interface DbaasEnginesExtensionPoint {
  addEngine(descriptor: EngineDescriptor): void;
  addBinding(binding: Binding): void;
  addDriver(driver: Driver): void;
}

/** @public */
export const dbaasEnginesExtensionPoint =
  createExtensionPoint<DbaasEnginesExtensionPoint>({ id: 'dbaas.engines' });

/**
 * Where modules register platforms.
 *
 * @public
 */
export interface DbaasPlatformsExtensionPoint {
  addPlatform(platform: Platform): void;
}

/** @public */
export const dbaasPlatformsExtensionPoint =
  createExtensionPoint<DbaasPlatformsExtensionPoint>({ id: 'dbaas.platforms' });
