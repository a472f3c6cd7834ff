import { JsonObject } from '@backstage/types';
import {
  InstanceRecord,
  LocationStatus,
  MissingRight,
  NodeStatus,
  Reason,
  StorageOffer,
  Surveyed,
  TenantRecord,
} from '@dbaas-portal/plugin-dbaas-common';
import { AccessRule, Inventory, InventoryQuery } from './binding';
import { InstanceDescription } from './description';
import { LogChunk, LogRequest } from './logs';
import { Observed, PlatformResource, ResourceChange } from './resource';
import { SecretStore } from './secrets';
import { Step } from './step';
import { TerminalOptions, TerminalSession } from './terminal';

/**
 * Durable records with optimistic locking, kept where the instances are, so
 * that the portal's SQL database can be lost and no instance is.
 *
 * @public
 */
export interface RecordStore<T extends { revision: number }> {
  list(): Promise<T[]>;
  get(id: string): Promise<T | undefined>;
  /**
   * Writes `record` if the stored revision is `record.revision - 1` (0: none
   * is stored); otherwise throws a `ConflictError`.
   */
  put(id: string, record: T): Promise<void>;
  delete(id: string): Promise<void>;
}

/**
 * What a watch tells. After `synced` the listener has seen everything that
 * was there; after `unreachable` it knows nothing newer until `synced`.
 *
 * @public
 */
export type PlatformEvent =
  | { type: 'record'; record: InstanceRecord }
  | { type: 'record-gone'; uid: string }
  | { type: 'tenant'; record: TenantRecord }
  | { type: 'tenant-gone'; name: string }
  | { type: 'resources'; uid: string; resources: Observed[] }
  | { type: 'synced' }
  | { type: 'unreachable'; reason: Reason };

/** @public */
export type StepContext = {
  location: string;
  record: InstanceRecord;
  operationId: string;
  /** Aborted on time-out, lost lease and shutdown. */
  signal: AbortSignal;
};

/**
 * What a platform is asked to watch: the kinds that its bindings name.
 *
 * @public
 */
export type PlatformScope = { kinds: string[] };

/**
 * Where somebody listens.
 *
 * @public
 */
export type Address = { host: string; port: number };

/**
 * What a controller that is there needs to be allowed.
 *
 * @public
 */
export type AccessNeed = { controller: string; rules: AccessRule[] };

/**
 * What a location is made of, for those who run it. A section is left out
 * where the platform has no such thing; where it may not be looked at, its
 * notes say so, and the others are there all the same.
 *
 * @public
 */
export type LocationSurvey = {
  /** RFC 3339: surveys may be kept for a moment. */
  observedAt: string;
  nodes?: Surveyed<NodeStatus>;
  /** The location is one machine: members that name no node are on it. */
  oneMachine?: boolean;
  storage?: Surveyed<StorageOffer>;
  rights?: Surveyed<MissingRight>;
};

/**
 * A place type where instances run. It knows no engine.
 *
 * @public
 */
export interface Platform {
  readonly contractVersion: number;
  readonly id: string;
  /** Starts watching and, where the platform has them, its processes. */
  start(scope: PlatformScope): Promise<void>;
  stop(): Promise<void>;
  locations(): Promise<LocationStatus[]>;
  /**
   * Whether this backend can execute steps at the location now. With several
   * backends, operations wait for one that can.
   */
  canExecute(location: string): boolean;
  /**
   * The names of the machines of a location that take new members now. Absent,
   * or undefined, where there is nothing to choose, or it cannot be known.
   */
  nodes?(location: string): Promise<string[] | undefined>;
  /**
   * Why the storage of an instance cannot become larger, if it cannot. Absent
   * where nothing stands in the way.
   */
  cannotGrow?(
    location: string,
    instance: { uid: string; tenant: string },
  ): Promise<Reason | undefined>;
  /** Answers the queries of all bindings; cached by the platform. */
  inventory(location: string, queries: InventoryQuery[]): Promise<Inventory>;
  /**
   * What the location is made of; bounded in size, time and cost, and kept for
   * a moment, as many people may look. Throws where the location does not
   * answer. Absent: there is nothing to tell beyond `locations()`.
   */
  survey?(location: string, needs: AccessNeed[]): Promise<LocationSurvey>;
  instances(location: string): RecordStore<InstanceRecord>;
  tenants(location: string): RecordStore<TenantRecord>;
  secrets(location: string): SecretStore;
  /** One shared watch; the listener gets a full picture first. */
  watch(location: string, listener: (event: PlatformEvent) => void): () => void;
  /** Reads the instance's resources freshly. */
  resources(location: string, uid: string): Promise<Observed[]>;
  /**
   * Where this backend connects to in order to reach an address that the
   * instance's resources name: often that very address; of a cluster that the
   * backend is outside of, a door to it. To be asked before each connection.
   */
  reach(location: string, uid: string, address: Address): Promise<Address>;
  /**
   * Opens a terminal into a resource of the instance, and of no other. Absent
   * where the platform has no walls around what would be opened there.
   */
  terminal?(
    location: string,
    uid: string,
    options: TerminalOptions,
  ): Promise<TerminalSession>;
  /**
   * The log of a member, as it is written; throws an error with a `reason`
   * where it cannot be read. Reads no faster than its chunks are taken, and
   * holds no more than a few of them. Absent: the platform keeps no logs, and
   * no binding to it offers them.
   */
  logs?(
    location: string,
    uid: string,
    request: LogRequest,
  ): AsyncIterable<LogChunk>;
  /** What applying would do, without doing it; throws for what is invalid. */
  preview(
    location: string,
    owner: { uid: string; tenant: string },
    resources: PlatformResource[],
  ): Promise<ResourceChange[]>;
  /**
   * Everything that carries an instance, for people to read, compared with
   * what is wanted of it. What merely is written otherwise, or was filled in
   * by the platform, is no difference. Changes nothing. Absent: the core
   * compares `resources` with what `preview` says.
   */
  describe?(
    location: string,
    owner: { uid: string; tenant: string },
    wanted: PlatformResource[],
  ): Promise<InstanceDescription>;
  /**
   * Annotations for the instance's entity in the catalog, by which other
   * plugins find what carries it. Called often: no I/O. Absent: none.
   */
  annotations?(record: InstanceRecord): Record<string, string>;
  /** Executes a step of executor `platform`; idempotent by its contract. */
  execute(step: Step, context: StepContext): Promise<JsonObject>;
}
