import { JsonObject, JsonValue } from '@backstage/types';
import { Reason } from '@dbaas-portal/plugin-dbaas-common';

/**
 * One step of the way to a field: a name, a place in a list, or the item of a
 * list that is known by one of its own fields.
 *
 * @public
 */
export type PathSegment = string | number | { key: string; value: string };

/**
 * A field that is not as it is wanted. `is` is absent where there is nothing,
 * `wanted` where nothing is wanted.
 *
 * @public
 */
export type FieldDifference = {
  path: PathSegment[];
  is?: JsonValue;
  wanted?: JsonValue;
  /** Who says what the field is, where the platform keeps that. */
  managers?: string[];
};

/**
 * What is there against what is wanted. `unknown` where the platform could
 * not tell.
 *
 * @public
 */
export type ResourceDifference =
  | { state: 'missing'; wanted: JsonObject }
  | { state: 'changed'; fields: FieldDifference[] }
  | { state: 'unchanged' }
  /** There, of a kind that is wanted, and no longer wanted itself. */
  | { state: 'surplus' }
  | { state: 'unknown'; reason: Reason };

/**
 * One object that carries part of an instance, as people are to see it. The
 * core takes out what looks like a secret before it shows it to anybody; a
 * platform gives nothing that holds secrets by its nature.
 *
 * @public
 */
export type ResourceDescription = {
  apiVersion?: string;
  kind: string;
  name: string;
  /** RFC 3339. */
  createdAt?: string;
  /** Since when it is being deleted; RFC 3339. */
  deletingSince?: string;
  /** RFC 3339; absent of what is missing. */
  observedAt?: string;
  /** One word of the platform's own, e.g. `Running`. */
  state?: string;
  /** Absent of what is only to be named, and of what is missing. */
  content?: JsonObject;
  /** Absent of what the portal does not render. */
  difference?: ResourceDifference;
};

/** @public */
export type InstanceDescription = {
  resources: ResourceDescription[];
  /** Kinds of which the platform may not show what there is. */
  unseen: Array<{ kind: string; reason: Reason }>;
};
