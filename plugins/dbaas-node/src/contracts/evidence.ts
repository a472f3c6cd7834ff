import { JsonObject } from '@backstage/types';
import { Reason } from '@dbaas-portal/plugin-dbaas-common';
import { Observed, PlatformResource } from './resource';

/**
 * What a server said when it was asked, through a driver.
 *
 * @public
 */
export type Probe = {
  /** Whether this member takes writes, as the server itself says. */
  role: 'primary' | 'replica' | 'arbiter' | 'sentinel' | 'unknown';
  version: string;
  /** Seconds behind the primary; for replicas, where the server knows. */
  lagSeconds?: number;
  /** Engine facts that the binding's rules read, e.g. the group's members. */
  facts: JsonObject;
};

/** @public */
export type MemberProbe = { member: string; observedAt: string } & (
  | { ok: true; probe: Probe }
  | { ok: false; reason: Reason }
);

/**
 * All that is known about an instance at one moment.
 *
 * @public
 */
export type Evidence<R extends PlatformResource = PlatformResource> = {
  resources: Observed<R>[];
  probes: MemberProbe[];
  /** Whether the platform answered; if not, nothing is known to be gone. */
  reachable: boolean;
};

/**
 * A server to be asked, with which login.
 *
 * @public
 */
export type ProbeTarget = {
  member: string;
  host: string;
  port: number;
  tls: boolean;
  /** Name of the secret that holds the login. */
  secret: string;
  database?: string;
};

/**
 * The evidence about one incarnation. The core gives `observe` the record's
 * own; a recipe that makes a new one looks at it by this.
 *
 * @public
 */
export function ofIncarnation<R extends PlatformResource>(
  evidence: Evidence<R>,
  incarnation: string,
): Evidence<R> {
  return {
    ...evidence,
    resources: evidence.resources.filter(r => r.incarnation === incarnation),
  };
}
