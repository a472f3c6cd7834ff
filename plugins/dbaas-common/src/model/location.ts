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
  available: Availability;
  versions: VersionOffer[];
  topologies: Array<{ id: string; availability: Availability }>;
  /** Whether connections can be encrypted, by at least one version. */
  tls: Availability;
};
