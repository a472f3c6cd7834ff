import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';

/** How the Sentinels call what they watch. */
export const SENTINEL_GROUP = 'main';

const SENTINELS = ['s1', 's2', 's3'];

/** The members that hold data: `m1`, `m2`, … */
export function dataMembers(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `m${i + 1}`);
}

/** The Sentinels; empty where the topology has none. */
export function sentinelMembers(spec: InstanceSpec): string[] {
  return spec.topology === 'sentinel' ? SENTINELS : [];
}

/** Whether a member is a Sentinel. */
export function isSentinel(member: string): boolean {
  return SENTINELS.includes(member);
}
