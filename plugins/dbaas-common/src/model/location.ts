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
  versions: Array<{ id: string; availability: Availability }>;
  topologies: Array<{ id: string; availability: Availability }>;
  /** Whether connections can be encrypted. */
  tls: Availability;
};
