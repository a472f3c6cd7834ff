import { MemberResources, Parameters } from './engine';
import { Facets } from './facets';
import { OperationKind, OperationState } from './operation';
import { Reason } from './text';

/**
 * A database user of an instance. Passwords live in the secret store under
 * `user-<name>` and never here.
 *
 * @public
 */
export type InstanceUser = {
  name: string;
  grants: UserGrant[];
  /** RFC 3339; after it the portal locks the login. */
  validUntil?: string;
  locked?: boolean;
};

/**
 * `database` is `*` for all databases of the instance; `level` is one of the
 * descriptor's `users.levels`.
 *
 * @public
 */
export type UserGrant = { database: string; level: string };

/**
 * When the instance ends by itself. The owner is told before, then the
 * instance stops for the grace, then it is deleted, unless protected.
 *
 * @public
 */
export type Lifetime = { expiresAt: string; graceDays: number };

/** @public */
export type Environment = 'development' | 'test' | 'staging' | 'production';

/**
 * What was asked for: the desired state of one database service.
 *
 * @public
 */
export type InstanceSpec = {
  /** Unique among the instances of a tenant, 3–40 of a–z, 0–9 and `-`. */
  name: string;
  tenant: string;
  engine: string;
  version: string;
  /**
   * The exact release of the version, where the location lets one choose it,
   * so that nothing moves by itself. Absent where the location decides.
   */
  release?: string;
  platform: string;
  location: string;
  /** Which binding carries it where several serve one engine. */
  controller: string;
  topology: string;
  members: number;
  resources: MemberResources;
  parameters: Parameters;
  databases: string[];
  users: InstanceUser[];
  tls: boolean;
  /** Stopped instances keep their data and give back cpu and memory. */
  running: boolean;
  environment: Environment;
  /** Entity reference of a Group or User. */
  owner: string;
  /** Entity references of the components that depend on it. */
  dependants: string[];
  description?: string;
  lifetime?: Lifetime;
  /** A protected instance refuses deletion. */
  protected: boolean;
};

/**
 * The portal's own record of an instance, kept by the platform beside the
 * incarnation. It is there before the first resource and outlives the last.
 *
 * @public
 */
export type InstanceRecord = {
  uid: string;
  /** Grows by one with every change; changes name the one they are based on. */
  revision: number;
  spec: InstanceSpec;
  /** The resources that carry it now; restore in place makes a new one. */
  incarnation: string;
  /** The life of the record, not the health of the database. */
  phase: 'creating' | 'active' | 'deleting';
  createdAt: string;
  createdBy: string;
};

/** @public */
export type Health = 'green' | 'yellow' | 'red' | 'grey';

/** @public */
export type MemberStatus = {
  name: string;
  role: 'primary' | 'replica' | 'arbiter' | 'proxy' | 'sentinel' | 'unknown';
  ready: boolean;
  /** The node or machine that carries it. */
  node?: string;
  /** Seconds behind the primary, where known. */
  lagSeconds?: number;
  version?: string;
  /** Memory and disk in use, where known. */
  memoryMib?: number;
  storageMib?: number;
  restarts?: number;
  reason?: Reason;
};

/** @public */
export type Endpoint = {
  role: 'rw' | 'ro' | 'member';
  host: string;
  port: number;
  tls: boolean;
  /** For `member`: whose it is. */
  member?: string;
};

/**
 * What is seen of an instance at one moment.
 *
 * @public
 */
export type InstanceStatus = {
  health: Health;
  /** Why it is not green. */
  reasons: Reason[];
  members: MemberStatus[];
  endpoints: Endpoint[];
  /** The version that runs, as the server tells it. */
  runningVersion?: string;
  /** RFC 3339: when the newest evidence was seen. */
  observedAt: string;
};

/**
 * The operation of ours that is changing the instance right now.
 *
 * @public
 */
export type Activity = {
  operationId: string;
  kind: OperationKind;
  state: OperationState;
  /** 0 to 1. */
  progress: number;
};

/**
 * What lists show: record and status, flat enough to filter and sort.
 *
 * @public
 */
export type Instance = {
  record: InstanceRecord;
  status: InstanceStatus;
  activity?: Activity;
  /**
   * For its entity in the catalog, as the platform says: how other plugins
   * find what carries it.
   */
  annotations?: Record<string, string>;
};

/**
 * One instance with all that the reader may do with it.
 *
 * @public
 */
export type InstanceDetail = Instance & {
  facets: Facets;
  /** Users whose password the reader may reveal. */
  secrets: string[];
  /** Names of the permissions that the reader has on it. */
  can: string[];
};
