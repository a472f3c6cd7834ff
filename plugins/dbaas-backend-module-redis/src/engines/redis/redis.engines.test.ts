import { makeBench, spec } from '../../__testUtils__/bench';

jest.setTimeout(600_000);

describe('Redis on this machine', () => {
  const bench = makeBench();

  const available = async () => {
    const detection = await bench.harness.detection();
    const version = detection.versions.find(v => v.availability.available);
    if (!version) {
      throw new Error('These tests need redis-server or valkey-server');
    }
    return version.id;
  };

  it('lives as one member', async () => {
    await bench.harness.create(spec({ version: await available() }));
    expect(await bench.harness.status()).toMatchObject({
      health: 'green',
      members: [{ name: 'm1', role: 'primary', ready: true }],
    });
    expect(await bench.harness.drift()).toEqual([]);
    await bench.harness.query('user-app', 'SET greeting "hello world"');
    expect(await bench.harness.query('console-read', 'GET greeting')).toEqual([
      ['', 'hello world'],
    ]);

    const line = await bench.harness.logUntil('m1', ({ text }) =>
      text.includes('Ready to accept connections'),
    );
    expect(line.level).toBe('info');

    // The console's logins do what they are for and no more.
    for (const refused of ['SET a 1', 'CONFIG GET *', 'KEYS *', 'ACL LIST']) {
      await expect(
        bench.harness.query('console-read', refused),
      ).rejects.toThrow('NOPERM');
    }
    await bench.harness.query('console-write', 'SET a 1');
    for (const refused of [
      'FLUSHALL',
      'CLIENT KILL TYPE normal',
      'CLIENT PAUSE 1000',
      'BLPOP nothing 0',
      'SHUTDOWN',
      'FUNCTION FLUSH',
      'EVAL "return 1" 0',
    ]) {
      await expect(
        bench.harness.query('console-write', refused),
      ).rejects.toThrow('NOPERM');
    }
    for (const refused of [
      'CONFIG SET dir /',
      'MODULE LIST',
      'DEBUG SLEEP 1',
    ]) {
      await expect(bench.harness.query('user-app', refused)).rejects.toThrow();
    }

    await bench.harness.run(
      'set-parameters',
      {},
      { parameters: { 'maxmemory-policy': 'noeviction', timeout: 60 } },
    );
    await bench.harness.run(
      'resize',
      {},
      { resources: { cpuMillis: 100, memoryMib: 128, storageMib: 256 } },
    );
    await bench.harness.run('restart');
    expect(
      await bench.harness.query('admin', 'CONFIG GET maxmemory-policy'),
    ).toContainEqual(['2', 'noeviction']);
    expect(
      await bench.harness.query('admin', 'CONFIG GET maxmemory'),
    ).toContainEqual(['2', String(96 * 1024 * 1024)]);
    expect(await bench.harness.query('user-app', 'GET greeting')).toEqual([
      ['', 'hello world'],
    ]);

    const users = [
      ...bench.harness.record.spec.users,
      { name: 'report', grants: [{ database: '*', level: 'read' }] },
    ];
    await bench.harness.run('create-user', { user: 'report' }, { users });
    expect(
      await bench.harness.query('user-report', 'GET greeting'),
    ).toHaveLength(1);
    await expect(bench.harness.query('user-report', 'SET x 1')).rejects.toThrow(
      'NOPERM',
    );
    const session = await bench.harness.connect('admin');
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

    const old = await bench.harness.secret('user-report');
    await bench.harness.run('rotate-password', { user: 'report' });
    const renewed = await bench.harness.secret('user-report');
    expect(renewed.password).not.toBe(old.password);
    expect(await bench.harness.query('user-report', 'PING')).toEqual([
      ['', 'PONG'],
    ]);

    await bench.harness.run(
      'drop-user',
      { user: 'report' },
      { users: users.slice(0, 1) },
    );
    await expect(bench.harness.secret('user-report')).rejects.toThrow(
      'no secret',
    );

    await bench.harness.run('stop', {}, { running: false });
    expect((await bench.harness.status()).health).toBe('grey');
    await bench.harness.run('start', {}, { running: true });
    expect(await bench.harness.query('user-app', 'GET greeting')).toHaveLength(
      1,
    );

    await bench.harness.run('delete');
    expect(await bench.platform.resources('local', bench.harness.uid)).toEqual(
      [],
    );
  });

  it('replicates, hands over without loss, and scales', async () => {
    await bench.harness.create(
      spec({
        version: await available(),
        topology: 'replication',
        members: 2,
      }),
    );
    await bench.harness.query('user-app', 'SET n 1');
    await bench.harness.run('switchover', { member: 'm2' });
    expect(await bench.harness.status()).toMatchObject({
      health: 'green',
      members: [
        { name: 'm1', role: 'replica' },
        { name: 'm2', role: 'primary' },
      ],
    });
    expect(await bench.harness.query('user-app', 'INCR n')).toEqual([
      ['', '2'],
    ]);

    expect(await bench.harness.drift()).toEqual([]);

    await bench.harness.run('scale', { members: 3 }, { members: 3 });
    expect(
      await bench.harness.query('user-app', 'GET n', { member: 'm3' }),
    ).toEqual([['', '2']]);
    // Roles outlive a restart: the server keeps them, not the manifest.
    await bench.harness.run('restart');
    expect(
      (await bench.harness.status()).members.find(m => m.role === 'primary')
        ?.name,
    ).toBe('m2');
    await bench.harness.run('scale', { members: 2 }, { members: 2 });
    expect((await bench.harness.status()).members).toHaveLength(2);
    await bench.harness.run('delete');
  });

  it('leads back what failed half-way, whoever leads by then', async () => {
    const { harness } = bench;
    await harness.create(
      spec({
        version: await available(),
        topology: 'replication',
        members: 2,
      }),
    );
    const parameters = { 'maxmemory-policy': 'noeviction' };
    await expect(
      harness.run(
        'set-parameters',
        {},
        { parameters },
        { failAt: 'configure/m2' },
      ),
    ).rejects.toThrow('Failed at');
    const policy = (member: string) =>
      harness.query('admin', 'CONFIG GET maxmemory-policy', { member });
    expect(await policy('m1')).toContainEqual(['2', 'noeviction']);
    await harness.cleanUp();
    expect(await policy('m1')).toContainEqual(['2', 'allkeys-lru']);

    await harness.query('user-app', 'SET n 1');
    await expect(
      harness.run(
        'switchover',
        { member: 'm2' },
        {},
        { failAt: 'keep-role/m2' },
      ),
    ).rejects.toThrow('Failed at');
    await harness.cleanUp();
    expect(await harness.status()).toMatchObject({
      health: 'green',
      members: [
        { name: 'm1', role: 'replica' },
        { name: 'm2', role: 'primary' },
      ],
    });
    expect(await harness.query('user-app', 'INCR n')).toEqual([['', '2']]);
    await harness.run('delete');
  });

  it('fails over by itself under Sentinel', async () => {
    await bench.harness.create(
      spec({ version: await available(), topology: 'sentinel', members: 2 }),
    );
    await bench.harness.query('user-app', 'SET n 1');
    await bench.harness.run('switchover', { member: 'm2' });
    expect(await bench.harness.query('user-app', 'INCR n')).toEqual([
      ['', '2'],
    ]);
    const status = await bench.harness.until(s => s.health === 'green');
    expect(status.members.find(m => m.name === 'm2')?.role).toBe('primary');
    expect(status.members.filter(m => m.role === 'sentinel')).toHaveLength(3);
    expect(await bench.harness.drift()).toEqual([]);
    await bench.harness.run('delete');
  });
});
