import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import { Platform } from '@dbaas-portal/plugin-dbaas-node';
import { EngineHarness } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { createLocalPlatform } from '@dbaas-portal/plugin-dbaas-backend-module-local';
import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RedisDriver } from '../protocol/RedisDriver';
import { ProcessesBinding } from '../engines/redis/bindings/processes/ProcessesBinding';

export const spec = (change: Partial<InstanceSpec>): InstanceSpec => ({
  name: 'cache',
  tenant: 'orders',
  engine: 'redis',
  version: '7',
  platform: 'local',
  location: 'local',
  controller: 'processes',
  topology: 'single',
  members: 1,
  resources: { cpuMillis: 100, memoryMib: 64, storageMib: 256 },
  parameters: { 'maxmemory-policy': 'allkeys-lru' },
  databases: [],
  users: [{ name: 'app', grants: [{ database: '*', level: 'owner' }] }],
  tls: false,
  running: true,
  environment: 'development',
  owner: 'group:default/team-orders',
  dependants: [],
  protected: false,
  ...change,
});

/** A real local platform, and a new instance on it for each test. */
export function makeBench() {
  let root: string;
  let platform: Platform;
  let harness: EngineHarness;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'dbaas-redis-'));
    await chmod(root, 0o755);
    const from = 23000 + Math.floor(Math.random() * 40) * 100;
    platform = await createLocalPlatform({
      root,
      ports: { from, to: from + 99 },
      minimumFreeDiskMib: 100,
    });
    await platform.start({ kinds: [] });
  });

  afterAll(async () => {
    await platform.stop();
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  });

  beforeEach(() => {
    harness = new EngineHarness({
      platform,
      binding: new ProcessesBinding(),
      driver: new RedisDriver(),
      location: 'local',
    });
  });

  return {
    get platform() {
      return platform;
    },
    get harness() {
      return harness;
    },
  };
}
