/** @public */
export type TenantRole = 'owner' | 'member' | 'viewer';

/**
 * Who belongs to a tenant: a Group or User by entity reference.
 *
 * @public
 */
export type TenantMember = { ref: string; role: TenantRole };

/**
 * Limits of a tenant at one location; absent means without limit.
 *
 * @public
 */
export type Quota = {
  cpuMillis?: number;
  memoryMib?: number;
  storageMib?: number;
  instances?: number;
};

/**
 * A team's isolated space.
 *
 * @public
 */
export type TenantSpec = {
  /** 3–40 of a–z, 0–9 and `-`; also the name of the catalog System. */
  name: string;
  displayName: string;
  description?: string;
  /** Group that owns it; its members are owners of the tenant. */
  owner: string;
  members: TenantMember[];
  /** By location id. A tenant can only use locations that are named here. */
  quotas: Record<string, Quota>;
};

/** @public */
export type TenantRecord = {
  revision: number;
  spec: TenantSpec;
  createdAt: string;
  createdBy: string;
};

/** Sums over members and instances. @public */
export type ResourceSum = {
  cpuMillis: number;
  memoryMib: number;
  storageMib: number;
  instances: number;
};

/** @public */
export type TenantUsage = {
  location: string;
  quota: Quota;
  used: ResourceSum;
};

/**
 * A tenant with its use and what the reader may do with it.
 *
 * @public
 */
export type Tenant = {
  record: TenantRecord;
  usage: TenantUsage[];
  /** Names of the permissions that the reader has on it. */
  can: string[];
};
