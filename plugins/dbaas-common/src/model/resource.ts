import { Activity } from './instance';
import { Availability, Reason } from './text';

/**
 * How an object stands to what the portal wants: not there, not as wanted, as
 * wanted, there and not wanted, or not to be told.
 *
 * @public
 */
export type ResourceState =
  | 'missing'
  | 'changed'
  | 'unchanged'
  | 'surplus'
  | 'unknown';

/**
 * An object of the platform that carries part of an instance.
 *
 * @public
 */
export type ResourceSummary = {
  apiVersion?: string;
  kind: string;
  name: string;
  /** RFC 3339. */
  createdAt?: string;
  /** Since when it is being deleted; RFC 3339. */
  deletingSince?: string;
  /** When it was seen; absent of what is missing. RFC 3339. */
  observedAt?: string;
  /** One word of the platform's own, e.g. `Running`. */
  state?: string;
  /** Absent of what the portal does not render. */
  difference?: {
    state: ResourceState;
    /** How many fields differ. */
    fields: number;
    /** Why it is unknown. */
    reason?: Reason;
  };
  /** Whether there is something to read: of secrets only the name is. */
  readable: boolean;
};

/**
 * All objects that carry an instance.
 *
 * @public
 */
export type ResourceList = {
  items: ResourceSummary[];
  /** How many there are; `items` may be fewer. */
  total: number;
  /** Whether the place answers. If not: what was last seen. */
  reachable: Availability;
  /** Whether the objects could be compared with what the portal wants. */
  compared: Availability;
  /** Kinds of which the portal may not see what there is. */
  unseen: Array<{ kind: string; reason: Reason }>;
  /** The operation that is changing them. */
  activity?: Activity;
};

/**
 * A field that is not as the portal wants it; values as YAML.
 *
 * @public
 */
export type ResourceField = {
  /** E.g. `spec.containers[name=main].image`. */
  path: string;
  /** Absent where there is nothing. */
  is?: string;
  /** Absent where nothing is wanted. */
  wanted?: string;
  /** Who says what the field is, where the platform keeps that. */
  managers: string[];
};

/**
 * One object, to be read. What looks like a secret is taken out.
 *
 * @public
 */
export type ResourceDetail = {
  summary: ResourceSummary;
  /** As it is; of what is missing: as it is wanted. Absent of secrets. */
  yaml?: string;
  fields: ResourceField[];
  reachable: Availability;
  activity?: Activity;
};
