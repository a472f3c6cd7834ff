import { Health } from './instance';
import { ResourceSum } from './tenant';
import { Availability, LocalizedText, Reason } from './text';

/** @public */
export type LocationStatus = {
  id: string;
  platform: string;
  name: LocalizedText;
  reachable: Availability;
  /** What the place has and what is in use; absent where unknown. */
  capacity?: {
    cpuMillis: number;
    memoryMib: number;
    storageMib: number;
  };
  used?: { memoryMib: number; storageMib: number };
  /** What a DBA should know, e.g. a missing server, a full disk. */
  findings: Reason[];
};

/**
 * How the instances at a location are, and what was promised to them.
 *
 * @public
 */
export type LocationUse = {
  health: Record<Health, number>;
  promised: ResourceSum;
};

/**
 * A location as the portal knows it.
 *
 * @public
 */
export type LocationSummary = LocationStatus & {
  /** RFC 3339: since when it has given no answer, where it gives none. */
  unreachableSince?: string;
  /** Absent for those who may not see platforms. */
  use?: LocationUse;
};

/** @public */
export type NodeAmounts = {
  cpuMillis: number;
  memoryMib: number;
  /** Members, and whatever else is counted like them, e.g. pods. */
  places?: number;
};

/**
 * A machine of a location.
 *
 * @public
 */
export type NodeStatus = {
  name: string;
  ready: boolean;
  /** Why it is not ready. */
  reason?: Reason;
  /** Takes nothing new, because somebody wanted it so. */
  cordoned: boolean;
  zone?: string;
  roles: string[];
  /** What else decides who may run there, and what presses it. */
  remarks: LocalizedText[];
  /** What runs it, e.g. the version of its agent. */
  version?: string;
  /** What it has for whatever runs there. */
  allocatable: NodeAmounts;
  /** What is reserved by all that runs there, whoever it belongs to. */
  requested?: NodeAmounts;
  /** What is in use, where that is measured. */
  used?: { memoryMib: number };
};

/**
 * Storage that members can have.
 *
 * @public
 */
export type StorageOffer = {
  name: string;
  isDefault: boolean;
  provisioner?: string;
  canGrow?: boolean;
  /** When a volume is made: at once, or where the first member lands. */
  binding?: 'immediate' | 'first-use';
  totalMib?: number;
  freeMib?: number;
};

/**
 * What the portal may not do at a location although it needs to.
 *
 * @public
 */
export type MissingRight = {
  group: string;
  resource: string;
  verb: string;
  /** Whose space it is about; absent for the whole location. */
  tenant?: string;
  /** Controllers that need it; none where the platform itself does. */
  neededBy: string[];
};

/**
 * What was looked up of one kind; notes say why there is nothing, or not all,
 * and what can be done about it.
 *
 * @public
 */
export type Surveyed<T> = { items: T[]; notes: Reason[] };

/**
 * A node with the number of members of the portal's instances on it.
 *
 * @public
 */
export type LocationNode = NodeStatus & { members: number };

/**
 * One location with all that a platform engineer wants to know. A section is
 * absent where the platform has no such thing.
 *
 * @public
 */
export type LocationDetail = {
  location: LocationSummary;
  /** RFC 3339: when nodes, storage and rights were looked at. */
  observedAt?: string;
  /** Why they could not be looked at now. */
  notObserved?: Reason;
  nodes?: Surveyed<LocationNode>;
  storage?: Surveyed<StorageOffer>;
  rights?: Surveyed<MissingRight>;
  /** Members that are on none of the nodes, e.g. not placed yet. */
  unplaced: number;
  offers: EngineOffer[];
};

/**
 * Whether a version can be had at a location.
 *
 * @public
 */
export type VersionOffer = {
  id: string;
  availability: Availability;
  /**
   * The exact releases of it that can be chosen, the newest first; absent
   * where the location has just one, and decides which.
   */
  releases?: string[];
  /**
   * Whether its connections can be encrypted, where that differs by version,
   * e.g. by build; absent where the engine's own `tls` holds.
   */
  tls?: Availability;
};

/**
 * What one engine can do at one location through one controller.
 *
 * @public
 */
export type EngineOffer = {
  engine: string;
  platform: string;
  location: string;
  controller: string;
  /** What runs it, e.g. the path-free name of the server's build. */
  provider?: string;
  /** The controller's versions that the binding was tested with, e.g. `1.30`. */
  tested?: string[];
  available: Availability;
  versions: VersionOffer[];
  topologies: Array<{ id: string; availability: Availability }>;
  /** Whether connections can be encrypted, by at least one version. */
  tls: Availability;
};
