import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import { Platform } from '@dbaas-portal/plugin-dbaas-node';
import { EngineHarness } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { createLocalPlatform } from '@dbaas-portal/plugin-dbaas-backend-module-local';
import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RedisDriver } from '../../protocol/RedisDriver';
import { ProcessesBinding } from './bindings/processes/ProcessesBinding';

jest.setTimeout(240_000);

const spec = (change: Partial<InstanceSpec>): InstanceSpec => ({
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

describe('Redis on this machine', () => {
  let root: string;
  let platform: Platform;
  let harness: EngineHarness;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'dbaas-redis-'));
    await chmod(root, 0o755);
    platform = await createLocalPlatform({
      root,
      ports: { from: 23000, to: 23099 },
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

  const available = async () => {
    const detection = await harness.detection();
    const version = detection.versions.find(v => v.availability.available);
    if (!version) {
      throw new Error('These tests need redis-server or valkey-server');
    }
    return version.id;
  };

  it('lives as one member', async () => {
    await harness.create(spec({ version: await available() }));
    expect(await harness.status()).toMatchObject({
      health: 'green',
      members: [{ name: 'm1', role: 'primary', ready: true }],
    });
    await harness.query('user-app', 'SET greeting "hello world"');
    expect(await harness.query('console-read', 'GET greeting')).toEqual([
      ['', 'hello world'],
    ]);

    // The console's logins do what they are for and no more.
    for (const refused of ['SET a 1', 'CONFIG GET *', 'KEYS *', 'ACL LIST']) {
      await expect(harness.query('console-read', refused)).rejects.toThrow(
        'NOPERM',
      );
    }
    await harness.query('console-write', 'SET a 1');
    for (const refused of [
      'FLUSHALL',
      'CLIENT KILL TYPE normal',
      'CLIENT PAUSE 1000',
      'BLPOP nothing 0',
      'SHUTDOWN',
      'FUNCTION FLUSH',
      'EVAL "return 1" 0',
    ]) {
      await expect(harness.query('console-write', refused)).rejects.toThrow(
        'NOPERM',
      );
    }
    for (const refused of [
      'CONFIG SET dir /',
      'MODULE LIST',
      'DEBUG SLEEP 1',
    ]) {
      await expect(harness.query('user-app', refused)).rejects.toThrow();
    }

    await harness.run(
      'set-parameters',
      {},
      { parameters: { 'maxmemory-policy': 'noeviction', timeout: 60 } },
    );
    await harness.run(
      'resize',
      {},
      { resources: { cpuMillis: 100, memoryMib: 128, storageMib: 256 } },
    );
    await harness.run('restart');
    expect(
      await harness.query('admin', 'CONFIG GET maxmemory-policy'),
    ).toContainEqual(['2', 'noeviction']);
    expect(await harness.query('admin', 'CONFIG GET maxmemory')).toContainEqual(
      ['2', String(96 * 1024 * 1024)],
    );
    expect(await harness.query('user-app', 'GET greeting')).toEqual([
      ['', 'hello world'],
    ]);

    const users = [
      ...harness.record.spec.users,
      { name: 'report', grants: [{ database: '*', level: 'read' }] },
    ];
    await harness.run('create-user', { user: 'report' }, { users });
    expect(await harness.query('user-report', 'GET greeting')).toHaveLength(1);
    await expect(harness.query('user-report', 'SET x 1')).rejects.toThrow(
      'NOPERM',
    );
    const session = await harness.connect('admin');
    expect((await session.accounts()).users).toEqual(
      expect.arrayContaining([
        {
          name: 'report',
          locked: false,
          managed: true,
          grants: [{ database: '*', level: 'read' }],
        },
      ]),
    );
    await session.close();

    const old = await harness.secret('user-report');
    await harness.run('rotate-password', { user: 'report' });
    const renewed = await harness.secret('user-report');
    expect(renewed.password).not.toBe(old.password);
    expect(await harness.query('user-report', 'PING')).toEqual([['', 'PONG']]);

    await harness.run(
      'drop-user',
      { user: 'report' },
      { users: users.slice(0, 1) },
    );
    await expect(harness.secret('user-report')).rejects.toThrow('no secret');

    await harness.run('stop', {}, { running: false });
    expect((await harness.status()).health).toBe('grey');
    await harness.run('start', {}, { running: true });
    expect(await harness.query('user-app', 'GET greeting')).toHaveLength(1);

    await harness.run('delete');
    expect(await platform.resources('local', harness.uid)).toEqual([]);
  });

  it('replicates, hands over without loss, and scales', async () => {
    await harness.create(
      spec({
        version: await available(),
        topology: 'replication',
        members: 2,
      }),
    );
    await harness.query('user-app', 'SET n 1');
    await harness.run('switchover', { member: 'm2' });
    expect(await harness.status()).toMatchObject({
      health: 'green',
      members: [
        { name: 'm1', role: 'replica' },
        { name: 'm2', role: 'primary' },
      ],
    });
    expect(await harness.query('user-app', 'INCR n')).toEqual([['', '2']]);

    await harness.run('scale', { members: 3 }, { members: 3 });
    expect(await harness.query('user-app', 'GET n', { member: 'm3' })).toEqual([
      ['', '2'],
    ]);
    // Roles outlive a restart: the server keeps them, not the manifest.
    await harness.run('restart');
    expect(
      (await harness.status()).members.find(m => m.role === 'primary')?.name,
    ).toBe('m2');
    await harness.run('scale', { members: 2 }, { members: 2 });
    expect((await harness.status()).members).toHaveLength(2);
    await harness.run('delete');
  });

  it('fails over by itself under Sentinel', async () => {
    await harness.create(
      spec({ version: await available(), topology: 'sentinel', members: 2 }),
    );
    await harness.query('user-app', 'SET n 1');
    await harness.run('switchover', { member: 'm2' });
    expect(await harness.query('user-app', 'INCR n')).toEqual([['', '2']]);
    const status = await harness.until(s => s.health === 'green');
    expect(status.members.find(m => m.name === 'm2')?.role).toBe('primary');
    expect(status.members.filter(m => m.role === 'sentinel')).toHaveLength(3);
    await harness.run('delete');
  });
});
