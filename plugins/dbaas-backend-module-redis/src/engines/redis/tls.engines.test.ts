import { makeBench, spec } from '../../__testUtils__/bench';
import { RedisDriver } from '../../protocol/RedisDriver';

jest.setTimeout(600_000);

describe('Redis on this machine, with TLS', () => {
  const bench = makeBench();

  /** A version whose build has TLS. */
  const secure = async () => {
    const { tls, facts } = await bench.harness.detection();
    const [version] = Object.keys(Object(facts.tlsPrograms));
    // What is not here must say so.
    expect(tls.available).toBe(version !== undefined);
    if (!version) {
      throw new Error('These tests need a redis-server with TLS');
    }
    return version;
  };
  const plainly = async (member: string) => {
    const { endpoints } = await bench.harness.status();
    const endpoint = endpoints.find(e => e.member === member);
    return new RedisDriver().connect({
      host: '127.0.0.1',
      port: endpoint?.port ?? 0,
      tls: false,
      credential: await bench.harness.secret('admin'),
      applicationName: 'test',
      connectTimeoutMs: 5_000,
    });
  };

  it('speaks TLS only, among members too, and hands over', async () => {
    await bench.harness.create(
      spec({
        version: await secure(),
        topology: 'replication',
        members: 3,
        tls: true,
      }),
    );
    expect(await bench.harness.status()).toMatchObject({
      health: 'green',
      endpoints: expect.arrayContaining([
        expect.objectContaining({ role: 'rw', tls: true }),
      ]),
    });
    for (const member of ['m1', 'm2']) {
      await expect(plainly(member)).rejects.toThrow();
      expect(
        await bench.harness.query('admin', 'CONFIG GET port', { member }),
      ).toContainEqual(['2', '0']);
    }
    await bench.harness.query('user-app', 'SET n 1');
    await bench.harness.run('switchover', { member: 'm2' });
    expect(await bench.harness.query('user-app', 'INCR n')).toEqual([
      ['', '2'],
    ]);
    await bench.harness.run('restart');
    expect(await bench.harness.query('user-app', 'WAIT 2 20000')).toEqual([
      ['', '2'],
    ]);
    expect(
      await bench.harness.query('user-app', 'GET n', { member: 'm3' }),
    ).toEqual([['', '2']]);
    await bench.harness.run('delete');
  });

  it('fails over by itself under Sentinel and TLS', async () => {
    await bench.harness.create(
      spec({
        version: await secure(),
        topology: 'sentinel',
        members: 2,
        tls: true,
      }),
    );
    await expect(plainly('s1')).rejects.toThrow();
    await bench.harness.query('user-app', 'SET n 1');
    // What a hand-over sets for its time does not stay when it fails.
    await expect(
      bench.harness.run(
        'switchover',
        { member: 'm2' },
        {},
        { failAt: 'hand-over/m1/m2' },
      ),
    ).rejects.toThrow('Failed at');
    await bench.harness.cleanUp();
    expect(
      await bench.harness.query('admin', 'CONFIG GET min-replicas-to-write', {
        member: 'm1',
      }),
    ).toContainEqual(['2', '0']);
    await bench.harness.run('switchover', { member: 'm2' });
    expect(await bench.harness.query('user-app', 'INCR n')).toEqual([
      ['', '2'],
    ]);
    await bench.harness.until(s => s.health === 'green');
    // A primary does not wait for its replica: only what has arrived there
    // cannot be lost with it.
    const arrived = async () => {
      const rows = await bench.harness.query('user-app', 'GET n', {
        member: 'm1',
      });
      return rows[0]?.[1] === '2';
    };
    for (let tries = 0; tries < 600 && !(await arrived()); tries += 1) {
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    // Dead for longer than the Sentinels wait: they choose another one.
    const { resources } = await bench.harness.evidence();
    const primary = resources.find(r => r.resource.metadata.name === 'm2');
    const pid = Number(Object(primary?.resource.status).pid);
    process.kill(pid, 'SIGSTOP');
    try {
      await bench.harness.until(s =>
        s.members.some(m => m.name === 'm1' && m.role === 'primary'),
      );
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    const status = await bench.harness.until(s => s.health === 'green');
    expect(status.members.find(m => m.name === 'm2')?.role).toBe('replica');
    expect(await bench.harness.query('user-app', 'GET n')).toEqual([['', '2']]);
    await bench.harness.run('delete');
  });
});
