import {
  InstanceSpec,
  OperationKind,
  Quota,
  QuotaSimulation,
  Reason,
  ResourceSum,
  TenantUsage,
} from '@dbaas-portal/plugin-dbaas-common';
import { errorText } from '@dbaas-portal/plugin-dbaas-common';
import { DefaultRegistry } from '../engines/DefaultRegistry';
import { ErrorDetails } from '../errors';
import { TenantOperations } from '../operations/DatabaseAdmissionStore';
import { isOperationKind } from '../operations/exclusions';
import { StoredOperation } from '../operations/StoredOperation';
import { InstanceIndex } from './InstanceIndex';

const NOTHING: ResourceSum = {
  cpuMillis: 0,
  memoryMib: 0,
  storageMib: 0,
  instances: 0,
};

export const RESOURCES = [
  'cpuMillis',
  'memoryMib',
  'storageMib',
  'instances',
] as const;

function combine(
  a: ResourceSum,
  b: ResourceSum,
  how: (x: number, y: number) => number,
): ResourceSum {
  return {
    cpuMillis: how(a.cpuMillis, b.cpuMillis),
    memoryMib: how(a.memoryMib, b.memoryMib),
    storageMib: how(a.storageMib, b.storageMib),
    instances: how(a.instances, b.instances),
  };
}

const most = (a: ResourceSum, b: ResourceSum) => combine(a, b, Math.max);
const plus = (a: ResourceSum, b: ResourceSum) => combine(a, b, (x, y) => x + y);
const minus = (a: ResourceSum, b: ResourceSum) =>
  combine(a, b, (x, y) => x - y);

/** What is asked for: a new instance, or a change of one. */
export type Wish = {
  uid?: string;
  kind: OperationKind;
  before?: InstanceSpec;
  target: InstanceSpec;
};

/**
 * What tenants use, and what a request would add: always, and at most while it
 * is carried out. Operations count with the most that they take on their way.
 */
export class Quotas {
  constructor(
    private readonly registry: DefaultRegistry,
    private readonly index: InstanceIndex,
  ) {}

  usage(tenant: string, operations: TenantOperations): TenantUsage[] {
    const quotas = this.index.tenant(tenant)?.spec.quotas ?? {};
    return Object.entries(quotas).map(([location, quota]) => ({
      location,
      quota,
      used: this.used(tenant, location, operations),
    }));
  }

  /** `used` is without the request; `steady` and `surge` are what it adds. */
  simulate(wish: Wish, operations: TenantOperations): QuotaSimulation {
    const { tenant, location } = wish.target;
    const quota = this.index.tenant(tenant)?.spec.quotas[location] ?? {};
    const used = this.used(tenant, location, operations);
    const now = wish.before ? this.steady(wish.before) : NOTHING;
    const steady = minus(this.steady(wish.target), now);
    const surge = minus(this.peak(wish.kind, wish.target, wish.before), now);
    const over = this.over(quota, used, most(steady, surge), tenant);
    return {
      location,
      quota,
      used,
      steady,
      surge,
      fits: over.length === 0,
      reasons: over.map(
        ({ code, params }): Reason => ({
          code,
          params,
          text: errorText(code, params),
        }),
      ),
    };
  }

  /** What speaks against it; an operation that takes nothing more may run. */
  check(wish: Wish, operations: TenantOperations): ErrorDetails[] {
    const { tenant, location } = wish.target;
    const { quota, used, steady, surge } = this.simulate(wish, operations);
    const fields: Partial<Record<string, string>> =
      wish.kind === 'create'
        ? { instances: 'location' }
        : { instances: undefined };
    return this.over(quota, used, most(steady, surge), tenant).map(details => ({
      ...details,
      field:
        fields[String(details.params?.resource)] ??
        (wish.kind === 'create'
          ? `resources.${details.params?.resource}`
          : 'input'),
      params: { ...details.params, location },
    }));
  }

  private over(
    quota: Quota,
    used: ResourceSum,
    extra: ResourceSum,
    tenant: string,
  ) {
    return RESOURCES.flatMap(resource => {
      const limit = quota[resource];
      const needed = extra[resource];
      return limit === undefined ||
        needed <= 0 ||
        used[resource] + needed <= limit
        ? []
        : [
            {
              code: 'over-quota' as const,
              params: {
                tenant,
                resource,
                needed,
                free: Math.max(0, limit - used[resource]),
              },
            },
          ];
    });
  }

  private used(
    tenant: string,
    location: string,
    { active, recent }: TenantOperations,
  ): ResourceSum {
    const here = (o: StoredOperation) => o.location === location;
    const byUid = new Map<string, ResourceSum>();
    for (const { record } of this.index.all()) {
      if (record.spec.tenant === tenant && record.spec.location === location) {
        byUid.set(record.uid, this.steady(record.spec));
      }
    }
    // A watch may lag behind what has just ended; the ledger does not.
    for (const o of recent.filter(here)) {
      const isGone =
        (o.kind === 'delete' && o.state === 'succeeded') ||
        (o.kind === 'create' && o.state === 'cancelled');
      if (isGone) {
        byUid.delete(o.uid);
      } else if (o.state === 'succeeded') {
        byUid.set(o.uid, this.steady(o.target));
      } else if (o.state === 'failed') {
        const known = byUid.get(o.uid) ?? NOTHING;
        byUid.set(o.uid, most(known, this.steady(o.target)));
      }
    }
    for (const o of active.filter(here)) {
      const known = byUid.get(o.uid) ?? NOTHING;
      byUid.set(o.uid, most(known, this.peak(o.kind, o.target, o.before)));
    }
    return [...byUid.values()].reduce(plus, NOTHING);
  }

  /** What an instance takes while nothing changes it. */
  steady(spec: InstanceSpec): ResourceSum {
    const binding = this.registry.binding(spec);
    return binding ? binding.footprint(spec).steady : NOTHING;
  }

  private peak(
    kind: string,
    target: InstanceSpec,
    before?: InstanceSpec,
  ): ResourceSum {
    const binding = this.registry.binding(target);
    const { steady, surge } = binding?.footprint(
      target,
      isOperationKind(kind) ? kind : undefined,
    ) ?? { steady: NOTHING, surge: NOTHING };
    const then = most(steady, surge);
    return before ? most(then, this.steady(before)) : then;
  }
}
