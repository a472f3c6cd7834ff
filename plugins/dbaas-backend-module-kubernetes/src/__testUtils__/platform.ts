import { TenantRecord } from '@dbaas-portal/plugin-dbaas-common';

/** A tenant with a quota at a location. */
export const tenantRecord = (location: string, name: string): TenantRecord => ({
  revision: 1,
  spec: {
    name,
    displayName: name,
    owner: 'group:default/test',
    members: [],
    quotas: { [location]: { cpuMillis: 2000, storageMib: 4096 } },
  },
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'user:default/test',
});

/** Waits, in bounded time. */
export async function until(
  what: string,
  condition: () => boolean,
): Promise<void> {
  const end = Date.now() + 60_000;
  while (!condition()) {
    if (Date.now() > end) {
      throw new Error(`Not seen in time: ${what}`);
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
