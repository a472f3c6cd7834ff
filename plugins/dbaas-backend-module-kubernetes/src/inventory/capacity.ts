import { LocationStatus } from '@dbaas-portal/plugin-dbaas-common';
import { Nodes } from './nodes';

/** What the nodes that take new pods have together. */
export function capacityOf({ items }: Nodes): LocationStatus['capacity'] {
  const sum = { cpuMillis: 0, memoryMib: 0, storageMib: 0 };
  for (const { cordoned, allocatable, ephemeralMib } of items) {
    if (!cordoned) {
      sum.cpuMillis += allocatable.cpuMillis;
      sum.memoryMib += allocatable.memoryMib;
      sum.storageMib += ephemeralMib;
    }
  }
  return sum;
}
