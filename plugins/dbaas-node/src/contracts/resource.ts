import { JsonObject } from '@backstage/types';

/**
 * One object of a platform that carries part of an instance: a custom
 * resource, a Secret, a local process. Platforms define their own shapes; the
 * core only passes them on and shows them in previews.
 *
 * @public
 */
export type PlatformResource = {
  kind: string;
  metadata: { name: string };
  spec?: JsonObject;
  status?: JsonObject;
};

/**
 * A resource as it was seen on the platform, and when.
 *
 * @public
 */
export type Observed<R extends PlatformResource = PlatformResource> = {
  resource: R;
  /**
   * Which incarnation of the instance it belongs to; absent of what stays over
   * all of them, e.g. an address.
   */
  incarnation?: string;
  /** RFC 3339. */
  observedAt: string;
};

/**
 * What applying a resource would change, as the platform itself says.
 *
 * @public
 */
export type ResourceChange = {
  action: 'create' | 'update' | 'unchanged' | 'delete';
  kind: string;
  name: string;
  /** The resource without secrets, as it would be. */
  resource: JsonObject;
};
