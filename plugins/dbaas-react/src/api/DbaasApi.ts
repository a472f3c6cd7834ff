import { createApiRef } from '@backstage/core-plugin-api';
import {
  Accounts,
  AuditRecord,
  Created,
  Dependants,
  EngineDescriptor,
  EngineOffer,
  FleetControl,
  FleetControlUpdate,
  Instance,
  InstanceDetail,
  InstanceList,
  InstancePreview,
  InstanceRequest,
  InstanceUpdate,
  LocationDetail,
  LocationSummary,
  LogFrame,
  Me,
  NodeMembers,
  Operation,
  OperationDetail,
  OperationInputs,
  OperationKind,
  ResourceDetail,
  ResourceList,
  RevealedCredential,
  StatementFrame,
  StatementRequest,
  Tenant,
  TenantSpec,
  TenantUpdate,
  TerminalRequest,
  TerminalTicket,
} from '@dbaas-portal/plugin-dbaas-common';
import { JsonOf } from './json';

/** @public */
export type CallOptions = { signal?: AbortSignal };

/** @public */
export type WriteOptions = CallOptions & {
  /** The same key with the same request does nothing twice. */
  idempotencyKey?: string;
};

/** @public */
export type InstanceSort =
  | 'name'
  | 'tenant'
  | 'engine'
  | 'health'
  | 'createdAt'
  | 'environment';

/** @public */
export type InstanceQuery = {
  search?: string;
  tenant?: string[];
  engine?: string[];
  health?: string[];
  owner?: string[];
  environment?: string[];
  location?: string[];
  sort?: InstanceSort;
  order?: 'asc' | 'desc';
  limit?: number;
  cursor?: string;
};

/** @public */
export type OperationQuery = {
  state?: string[];
  kind?: string[];
  tenant?: string[];
  search?: string;
  limit?: number;
  cursor?: string;
};

/** @public */
export type AuditQuery = {
  actor?: string;
  action?: string;
  outcome?: string;
  tenant?: string;
  instance?: string;
  /** RFC 3339, inclusive. */
  from?: string;
  /** RFC 3339, exclusive. */
  to?: string;
  limit?: number;
  cursor?: string;
};

/** @public */
export type LogQuery = {
  /** As the instance's status names it. */
  member: string;
  /** So many of the last lines to begin with. */
  lines?: number;
  /** Whether to go on with what is added. */
  follow?: boolean;
  /** What ran before the last restart. */
  previous?: boolean;
};

/**
 * A page of a list with a keyset cursor to the next one.
 *
 * @public
 */
export type ListPage<T> = { items: T[]; nextCursor?: string };

/** @public */
export type InstancePage = ListPage<Instance> &
  Pick<InstanceList, 'total' | 'counts' | 'revision'>;

/** @public */
export type AuditPage = ListPage<AuditRecord> & { retentionDays: number };

/**
 * A change that is asked for; the input follows the kind.
 *
 * @public
 */
export type OperationStart = {
  [Kind in OperationKind]: {
    kind: Kind;
    input: OperationInputs[Kind];
    /** The revision that the person has seen. */
    revision?: number;
  };
}[OperationKind];

/**
 * The API of the dbaas backend for frontends. Every method throws a
 * `ResponseError` of `@backstage/errors`; `readDbaasError` reads its code,
 * field, parameters and text.
 *
 * @public
 */
export interface DbaasApi {
  getMe(options?: CallOptions): Promise<Me>;
  listEngines(
    options?: CallOptions,
  ): Promise<{ engines: EngineDescriptor[]; offers: EngineOffer[] }>;
  listLocations(
    options?: CallOptions,
  ): Promise<{ locations: LocationSummary[] }>;
  getLocation(location: string, options?: CallOptions): Promise<LocationDetail>;
  listNodeMembers(
    location: string,
    node: string,
    options?: CallOptions,
  ): Promise<NodeMembers>;

  listTenants(options?: CallOptions): Promise<{ tenants: Tenant[] }>;
  getTenant(name: string, options?: CallOptions): Promise<Tenant>;
  createTenant(spec: TenantSpec): Promise<Tenant>;
  updateTenant(name: string, update: TenantUpdate): Promise<Tenant>;
  deleteTenant(name: string, revision?: number): Promise<void>;

  listInstances(
    query: InstanceQuery,
    options?: CallOptions,
  ): Promise<InstancePage>;
  getInstance(uid: string, options?: CallOptions): Promise<InstanceDetail>;
  createInstance(
    request: InstanceRequest,
    options?: WriteOptions,
  ): Promise<JsonOf<Created>>;
  previewInstance(
    request: InstanceRequest,
    options?: CallOptions,
  ): Promise<InstancePreview>;
  updateInstance(
    uid: string,
    update: JsonOf<InstanceUpdate>,
  ): Promise<InstanceDetail>;
  getAccounts(uid: string, options?: CallOptions): Promise<Accounts>;
  getDependants(uid: string, options?: CallOptions): Promise<Dependants>;
  /** The objects of the platform that carry it, against what is wanted. */
  listResources(uid: string, options?: CallOptions): Promise<ResourceList>;
  getResource(
    uid: string,
    resource: { kind: string; name: string },
    options?: CallOptions,
  ): Promise<ResourceDetail>;
  revealSecret(uid: string, user: string): Promise<RevealedCredential>;

  listInstanceOperations(
    uid: string,
    query?: { limit?: number; cursor?: string },
    options?: CallOptions,
  ): Promise<ListPage<Operation>>;
  startOperation(
    uid: string,
    start: OperationStart,
    options?: WriteOptions,
  ): Promise<Operation>;
  previewOperation(
    uid: string,
    start: OperationStart,
    options?: CallOptions,
  ): Promise<InstancePreview>;

  listOperations(
    query: OperationQuery,
    options?: CallOptions,
  ): Promise<ListPage<Operation>>;
  getOperation(id: string, options?: CallOptions): Promise<OperationDetail>;
  retryOperation(id: string): Promise<Operation>;
  cancelOperation(id: string): Promise<Operation>;
  cleanUpOperation(id: string): Promise<Operation>;
  getFleetControl(options?: CallOptions): Promise<JsonOf<FleetControl>>;
  setFleetControl(update: FleetControlUpdate): Promise<JsonOf<FleetControl>>;

  listAudit(query: AuditQuery, options?: CallOptions): Promise<AuditPage>;
  exportAudit(
    query: Omit<AuditQuery, 'limit' | 'cursor'>,
    format: 'csv' | 'ndjson',
  ): Promise<Blob>;

  /**
   * Runs a statement and yields its frames as they arrive, the last of type
   * `end` or `error`. Aborting the signal, or leaving the loop, closes the
   * stream; `cancelStatement` also stops it on the server at once.
   */
  runStatement(
    uid: string,
    request: StatementRequest,
    options?: CallOptions,
  ): AsyncIterable<StatementFrame>;
  cancelStatement(uid: string, statement: string): Promise<void>;

  /**
   * Reads the log of a member and yields its frames as they arrive, the last
   * of type `end` or `error`. Aborting the signal, or leaving the loop, ends it.
   */
  readLogs(
    uid: string,
    query: LogQuery,
    options?: CallOptions,
  ): AsyncIterable<LogFrame>;

  /** A ticket that opens a terminal's socket once, within seconds. */
  askForTerminal(
    uid: string,
    request: TerminalRequest,
  ): Promise<TerminalTicket>;
}

/**
 * Provided by the `dbaas` plugin.
 *
 * @public
 */
export const dbaasApiRef = createApiRef<DbaasApi>({
  id: 'plugin.dbaas.client',
});
