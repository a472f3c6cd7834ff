import { TenantRecord } from '@dbaas-portal/plugin-dbaas-common';
import { TenantScope } from '@dbaas-portal/plugin-dbaas-node';

/** What access decisions read of a tenant; its owner is one of its members. */
export function tenantScopeOf(record: TenantRecord): TenantScope {
  const { name, owner, members } = record.spec;
  return {
    tenant: name,
    members: [
      { ref: owner, role: 'owner' },
      ...members.filter(m => m.ref !== owner || m.role !== 'owner'),
    ],
  };
}

/**
 * Tenants as the locations tell them. Each location that a tenant may use has
 * a record of it; the highest revision counts, so a location that was away
 * when it changed does no harm.
 */
export class TenantMemory {
  private readonly byLocation = new Map<string, Map<string, TenantRecord>>();
  private readonly newest = new Map<string, TenantRecord>();
  private readonly scopes = new Map<string, TenantScope>();

  put(location: string, record: TenantRecord): void {
    const known = this.byLocation.get(location) ?? new Map();
    known.set(record.spec.name, record);
    this.byLocation.set(location, known);
    this.choose(record.spec.name);
  }

  remove(location: string, name: string): void {
    this.byLocation.get(location)?.delete(name);
    this.choose(name);
  }

  all(): Iterable<TenantRecord> {
    return this.newest.values();
  }

  get(name: string): TenantRecord | undefined {
    return this.newest.get(name);
  }

  scope(name: string): TenantScope | undefined {
    return this.scopes.get(name);
  }

  private choose(name: string): void {
    let best: TenantRecord | undefined;
    for (const records of this.byLocation.values()) {
      const record = records.get(name);
      if (record && (!best || record.revision > best.revision)) {
        best = record;
      }
    }
    if (best) {
      this.newest.set(name, best);
      this.scopes.set(name, tenantScopeOf(best));
    } else {
      this.newest.delete(name);
      this.scopes.delete(name);
    }
  }
}
