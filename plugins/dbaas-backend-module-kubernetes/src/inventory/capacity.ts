import { LocationStatus } from '@dbaas-portal/plugin-dbaas-common';
import { Objects } from '../client/Objects';

const NODE = { apiVersion: 'v1', kind: 'Node' };
const MIB = 1024 * 1024;
const FACTORS: Record<string, number> = {
  '': 1,
  m: 1 / 1000,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 1024,
  Mi: MIB,
  Gi: 1024 * MIB,
  Ti: 1024 ** 2 * MIB,
};

/** A quantity of the API server as a number, e.g. `1500m` as 1.5. */
export function quantity(value: unknown): number {
  const match = /^([\d.]+)(m|[kMGT]|[KMGT]i)?$/.exec(String(value ?? ''));
  return match ? Number(match[1]) * (FACTORS[match[2] ?? ''] ?? 0) : 0;
}

/** What the nodes that take new pods have together. */
export async function capacityOf(
  objects: Objects,
): Promise<LocationStatus['capacity']> {
  const { items } = await objects.list(NODE);
  const sum = { cpuMillis: 0, memoryMib: 0, storageMib: 0 };
  for (const { spec, status } of items) {
    const allocatable = status?.allocatable;
    if (
      spec?.unschedulable === true ||
      typeof allocatable !== 'object' ||
      allocatable === null ||
      Array.isArray(allocatable)
    ) {
      continue;
    }
    sum.cpuMillis += Math.floor(quantity(allocatable.cpu) * 1000);
    sum.memoryMib += Math.floor(quantity(allocatable.memory) / MIB);
    sum.storageMib += Math.floor(
      quantity(allocatable['ephemeral-storage']) / MIB,
    );
  }
  return sum;
}
