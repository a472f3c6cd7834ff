import {
  Instance,
  InstanceRecord,
  Reason,
  TenantRecord,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  Evidence,
  InstanceScope,
  TenantScope,
} from '@dbaas-portal/plugin-dbaas-node';

/** A location that gives no answer. */
export type Silence = {
  reason: Reason;
  /** RFC 3339. */
  since: string;
};

/**
 * The picture of the whole fleet in this backend's memory: fed by the
 * platforms' watches and the probes, read by everybody.
 */
export interface InstanceIndex {
  all(): Iterable<Instance>;
  get(uid: string): Instance | undefined;
  evidence(uid: string): Evidence | undefined;
  /** What access decisions about it read; undefined where it is not there. */
  scope(uid: string): InstanceScope | undefined;
  scopeOf(record: InstanceRecord): InstanceScope;
  /** Set while the location gives no answer to this backend. */
  silence(location: string): Silence | undefined;
  tenants(): Iterable<TenantRecord>;
  tenant(name: string): TenantRecord | undefined;
  tenantScope(name: string): TenantScope | undefined;
  /** Changes whenever anything changes; an opaque tag. */
  revision(): string;
  /** Called after changes, bundled within a moment. */
  onChange(listener: (changed: { uids: string[] }) => void): () => void;
}
