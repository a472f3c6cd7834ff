import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import { FAKE_ENGINE } from './fakeEngine';
import { FAKE_LOCATION, FAKE_PLATFORM } from './FakePlatform';

/**
 * A spec of the fake engine.
 *
 * @public
 */
export function fakeSpec(changes: Partial<InstanceSpec> = {}): InstanceSpec {
  return {
    name: 'orders',
    tenant: 'shop',
    engine: FAKE_ENGINE,
    version: '2',
    platform: FAKE_PLATFORM,
    location: FAKE_LOCATION,
    controller: 'memory',
    topology: 'single',
    members: 1,
    resources: { cpuMillis: 500, memoryMib: 512, storageMib: 1024 },
    parameters: {},
    databases: ['app'],
    users: [{ name: 'app', grants: [{ database: 'app', level: 'owner' }] }],
    tls: false,
    running: true,
    environment: 'development',
    owner: 'group:default/shop',
    dependants: [],
    protected: false,
    ...changes,
  };
}
