import {
  Instance,
  LocationUse,
  ResourceSum,
} from '@dbaas-portal/plugin-dbaas-common';
import { InstanceIndex } from '../instances/InstanceIndex';
import { Quotas } from '../instances/Quotas';

/** What is at one location, by node; `''` for members that name none. */
export type Count = LocationUse & { members: Map<string, number> };

const nothing = (): Count => ({
  health: { green: 0, yellow: 0, red: 0, grey: 0 },
  promised: { cpuMillis: 0, memoryMib: 0, storageMib: 0, instances: 0 },
  members: new Map(),
});

function add(sum: ResourceSum, more: ResourceSum): void {
  sum.cpuMillis += more.cpuMillis;
  sum.memoryMib += more.memoryMib;
  sum.storageMib += more.storageMib;
  sum.instances += more.instances;
}

/** Counts the fleet by location: once for each state of it, whoever asks. */
export class Census {
  private counted?: { revision: string; byLocation: Map<string, Count> };

  constructor(
    private readonly options: {
      index: InstanceIndex;
      quotas: Pick<Quotas, 'steady'>;
    },
  ) {}

  at(location: string): Count {
    const { index } = this.options;
    const revision = index.revision();
    if (this.counted?.revision !== revision) {
      const byLocation = new Map<string, Count>();
      for (const instance of index.all()) {
        const { location: where } = instance.record.spec;
        const count = byLocation.get(where) ?? nothing();
        byLocation.set(where, count);
        this.count(count, instance);
      }
      this.counted = { revision, byLocation };
    }
    return this.counted.byLocation.get(location) ?? nothing();
  }

  private count(count: Count, { record, status }: Instance): void {
    count.health[status.health] += 1;
    add(count.promised, this.options.quotas.steady(record.spec));
    for (const { node = '' } of status.members) {
      count.members.set(node, (count.members.get(node) ?? 0) + 1);
    }
  }
}
