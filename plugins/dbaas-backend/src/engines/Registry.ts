import {
  EngineDescriptor,
  EngineOffer,
  InstanceSpec,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  Binding,
  Detection,
  Driver,
  Platform,
} from '@dbaas-portal/plugin-dbaas-node';

/** What the modules brought, checked at start. */
export interface Registry {
  engines(): EngineDescriptor[];
  engine(id: string): EngineDescriptor | undefined;
  platforms(): Platform[];
  platform(id: string): Platform | undefined;
  /** The platform that has the location. */
  platformOf(location: string): Platform | undefined;
  binding(
    key: Pick<InstanceSpec, 'engine' | 'platform' | 'controller'>,
  ): Binding | undefined;
  /** Where several controllers serve an engine, config chooses the first. */
  bindingsFor(engine: string, platform: string): Binding[];
  driverOf(engine: string): Driver | undefined;
  /** What the binding found at the location; refreshed in the background. */
  detection(binding: Binding, location: string): Promise<Detection>;
  offers(): Promise<EngineOffer[]>;
}
