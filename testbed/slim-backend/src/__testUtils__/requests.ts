import { InstanceRequest } from '@dbaas-portal/plugin-dbaas-common';

/** The smallest database that there is, for the tenant of the tests. */
export function requestOf(name: string): InstanceRequest {
  return {
    name,
    tenant: 'faults',
    engine: 'postgresql',
    version: '18',
    location: 'local',
    topology: 'single',
    resources: { cpuMillis: 100, memoryMib: 256, storageMib: 512 },
    environment: 'test',
  };
}

/** Its deletion; there is no catalog to ask what depends on it. */
export const deletionOf = (name: string) => ({
  kind: 'delete',
  input: { confirm: name, despiteDependants: true },
});
