import {
  Quota,
  ResourceSum,
  Tenant,
  TenantList,
  TenantRecord,
  TenantSpec,
  TenantUpdate,
} from '@dbaas-portal/plugin-dbaas-common';
import { Caller } from '../access/Caller';
import { matchesFilter, ScopeFilter } from '../access/Filter';
import { DefaultRegistry } from '../engines/DefaultRegistry';
import {
  DbaasConflictError,
  DbaasNotFoundError,
  ErrorDetails,
  errorOf,
} from '../errors';
import { DefaultInstanceIndex } from '../instances/DefaultInstanceIndex';
import { Quotas, RESOURCES } from '../instances/Quotas';
import { normalRef } from '../instances/validation/people';
import { DatabaseAdmissionStore } from '../operations/DatabaseAdmissionStore';
import { checkTenant } from './checks';
import { TenantRecords } from './TenantRecords';
import { TenantService } from './TenantService';

type Options = {
  registry: DefaultRegistry;
  index: DefaultInstanceIndex;
  records: TenantRecords;
  quotas: Quotas;
  admissions: DatabaseAdmissionStore;
  clock: () => Date;
};

const locationsOf = (spec: TenantSpec) => Object.keys(spec.quotas);

function normal(spec: TenantSpec): TenantSpec {
  return {
    ...spec,
    owner: normalRef(spec.owner),
    members: spec.members.map(m => ({ ref: normalRef(m.ref), role: m.role })),
  };
}

/** Tenants, for whoever was let through. */
export class DefaultTenantService implements TenantService {
  constructor(private readonly options: Options) {}

  async list(
    _caller: Caller,
    filter: ScopeFilter = 'all',
  ): Promise<TenantList> {
    const { index } = this.options;
    const seen = [...index.tenants()].filter(({ spec }) => {
      const scope = index.tenantScope(spec.name);
      return scope !== undefined && matchesFilter(filter, scope);
    });
    seen.sort((a, b) => (a.spec.name < b.spec.name ? -1 : 1));
    return { tenants: await Promise.all(seen.map(r => this.toTenant(r))) };
  }

  async get(name: string, _caller: Caller): Promise<Tenant> {
    return this.toTenant(this.known(name));
  }

  async create(asked: TenantSpec, caller: Caller): Promise<Tenant> {
    const { index, records, clock } = this.options;
    const spec = normal(asked);
    this.refuse(checkTenant(spec, this.places()));
    const taken: ErrorDetails = {
      code: 'name-taken',
      field: 'name',
      params: { name: spec.name },
    };
    if (index.tenant(spec.name)) {
      throw errorOf(taken);
    }
    const locations = locationsOf(spec);
    records.requireReachable(locations);
    if (await records.newest(spec.name, locations)) {
      throw errorOf(taken);
    }
    const record: TenantRecord = {
      revision: 1,
      spec,
      createdAt: clock().toISOString(),
      createdBy: caller.actor,
    };
    await this.write(record, locations, () => errorOf(taken));
    return this.toTenant(record);
  }

  async update(
    name: string,
    update: TenantUpdate,
    _caller: Caller,
  ): Promise<Tenant> {
    const { records } = this.options;
    const known = this.known(name);
    const { revision, ...changes } = update;
    const before = locationsOf(known.spec);
    records.requireReachable(before);
    // Read afresh: a watch may not have shown yet what another backend wrote.
    const current = (await records.newest(name, before)) ?? known;
    this.checkRevision(revision, current);
    const spec = normal({
      ...current.spec,
      ...(changes.displayName === undefined
        ? {}
        : { displayName: changes.displayName }),
      ...(changes.description === undefined
        ? {}
        : { description: changes.description }),
      ...(changes.owner === undefined ? {} : { owner: changes.owner }),
      ...(changes.members === undefined ? {} : { members: changes.members }),
      ...(changes.quotas === undefined ? {} : { quotas: changes.quotas }),
    });
    const all = [
      ...new Set([...locationsOf(current.spec), ...locationsOf(spec)]),
    ];
    records.requireReachable(all);
    this.refuse(checkTenant(spec, this.places()));
    this.refuse(await this.checkQuotas(current, spec));
    const record = { ...current, spec, revision: revision + 1 };
    // Who writes next finds this revision wherever it looks, so the locations
    // that are left get the record before it is removed there.
    await this.write(record, all, () => this.stale(revision, revision + 1));
    const left = all.filter(id => !locationsOf(spec).includes(id));
    await records.remove(name, left);
    return this.toTenant(record);
  }

  async delete(
    name: string,
    { revision }: { revision?: number },
    _caller: Caller,
  ): Promise<void> {
    const { records, index, admissions } = this.options;
    const known = this.known(name);
    if (revision !== undefined) {
      this.checkRevision(revision, known);
    }
    const locations = locationsOf(known.spec);
    records.requireReachable(locations);
    const uids = new Set(
      (await admissions.ofTenant(name)).active.map(o => o.uid),
    );
    for (const { record } of index.all()) {
      if (record.spec.tenant === name) {
        uids.add(record.uid);
      }
    }
    if (uids.size > 0) {
      throw new DbaasConflictError({
        code: 'not-empty',
        params: { name, count: uids.size },
      });
    }
    await records.remove(name, locations);
  }

  /**
   * A quota below what is used would make the next change of any instance
   * fail for no visible reason; so lowering stops at what is used. Raising, or
   * leaving a limit as it is, is always possible.
   */
  private async checkQuotas(
    known: TenantRecord,
    spec: TenantSpec,
  ): Promise<ErrorDetails[]> {
    const { name } = spec;
    const used = await this.usage(name);
    return used.flatMap(({ location, used: sum, quota: old }) => {
      const quota = spec.quotas[location];
      if (!quota) {
        return sum.instances > 0
          ? [
              {
                code: 'not-empty' as const,
                field: `quotas.${location}`,
                params: {
                  name: `${known.spec.name}@${location}`,
                  count: sum.instances,
                },
              },
            ]
          : [];
      }
      return this.tooLow(name, location, quota, old, sum);
    });
  }

  private tooLow(
    tenant: string,
    location: string,
    quota: Quota,
    old: Quota,
    used: ResourceSum,
  ): ErrorDetails[] {
    return RESOURCES.flatMap((resource): ErrorDetails[] => {
      const limit = quota[resource];
      const before = old[resource];
      const isLowered =
        limit !== undefined && (before === undefined || limit < before);
      return isLowered && limit < used[resource]
        ? [
            {
              code: 'over-quota',
              field: `quotas.${location}.${resource}`,
              params: { tenant, resource, needed: used[resource], free: limit },
            },
          ]
        : [];
    });
  }

  private async write(
    record: TenantRecord,
    locations: string[],
    onConflict: () => Error,
  ): Promise<void> {
    try {
      await this.options.records.write(record, locations);
    } catch (error) {
      if (error instanceof Error && error.name === 'ConflictError') {
        throw onConflict();
      }
      throw error;
    }
  }

  private known(name: string): TenantRecord {
    const record = this.options.index.tenant(name);
    if (!record) {
      throw new DbaasNotFoundError(name);
    }
    return record;
  }

  private checkRevision(expected: number, { revision }: TenantRecord): void {
    if (expected !== revision) {
      throw this.stale(expected, revision);
    }
  }

  private stale(expected: number, actual: number): Error {
    return new DbaasConflictError({
      code: 'stale-revision',
      field: 'revision',
      params: { actual, expected },
    });
  }

  private refuse(problems: ErrorDetails[]): void {
    if (problems.length > 0) {
      throw errorOf(problems[0]);
    }
  }

  private places(): string[] {
    return this.options.registry.places().map(p => p.location);
  }

  private async usage(name: string) {
    const { quotas, admissions } = this.options;
    return quotas.usage(name, await admissions.ofTenant(name));
  }

  private async toTenant(record: TenantRecord): Promise<Tenant> {
    return { record, usage: await this.usage(record.spec.name), can: [] };
  }
}
