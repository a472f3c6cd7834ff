import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import {
  Dependants,
  EngineDescriptor,
  InstanceRecord,
  Operation,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';
import { Binding, Driver, Platform } from '@dbaas-portal/plugin-dbaas-node';
import { Knex } from 'knex';
import { Asked } from './access/recheck';
import { Standing } from './access/Standing';
import { Registry } from './engines/Registry';
import { InstanceIndex } from './instances/InstanceIndex';
import { InstanceService } from './instances/InstanceService';
import { DatabaseClaimStore } from './operations/DatabaseClaimStore';
import { LocationService } from './locations/LocationService';
import { OperationService } from './operations/OperationService';
import { ResourceService } from './resources/ResourceService';
import { TenantService } from './tenants/TenantService';

/** What the modules registered. */
export type RegistryInputs = {
  engines: EngineDescriptor[];
  bindings: Binding[];
  drivers: Driver[];
  platforms: Platform[];
};

/** What the core asks of the rooms around it. */
export type CoreHooks = {
  /**
   * Whether the one who asked may still do it, asked when an operation is
   * claimed; a reason refuses.
   */
  recheck?(operation: Operation & Asked): Promise<Reason | undefined>;
  /** The role of somebody in a tenant, to be kept with what they ask for. */
  standing?: Standing['now'];
  /** What depends on the instance, by the catalog. */
  dependants?(record: InstanceRecord): Promise<Dependants>;
};

export type CoreOptions = RegistryInputs &
  CoreHooks & {
    logger: LoggerService;
    config: Config;
    /** Migrated already, by `openDatabase`. */
    database: Knex;
    clock?: () => Date;
    /** How workers write; tests let backends die in the middle of it. */
    claims?: DatabaseClaimStore;
  };

/** The heart of the plugin, without guards and without HTTP. */
export type Core = {
  instances: InstanceService;
  locations: LocationService;
  operations: OperationService;
  resources: ResourceService;
  tenants: TenantService;
  index: InstanceIndex;
  registry: Registry;
  /** Called when an operation or its progress changed, by this backend. */
  onOperation(listener: (operation: Operation) => void): () => void;
  /**
   * Operations of instances that the index does not hold, on any backend: when
   * they are asked for, change their state and end.
   */
  onUnrecorded(listener: (operation: Operation) => void): () => void;
  start(): Promise<void>;
  stop(): Promise<void>;
};
