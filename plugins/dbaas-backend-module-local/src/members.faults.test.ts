import net from 'node:net';
import { Platform } from '@dbaas-portal/plugin-dbaas-node';
import {
  address,
  addressOf,
  apply,
  eventually,
  makeBench,
  memberOf,
  serverMember,
} from './__testUtils__/bench';

jest.setTimeout(300_000);

describe('members and faults', () => {
  const bench = makeBench();

  const up = (platform: Platform, name: string) =>
    eventually(async () => {
      const seen = await memberOf(platform, bench.uid, name);
      expect(seen).toMatchObject({ listening: true });
      return seen;
    });

  it('starts a member again that was killed, and tells of it', async () => {
    const { platform, execute } = await bench.start();
    await bench.putRecord(platform);
    const env = { SAY: 'my password is ' };
    await execute(apply([serverMember('m1', { env }), address('rw', ['m1'])]));
    const before = await up(platform, 'm1');
    process.kill(Number(before.pid), 'SIGKILL');
    const after = await eventually(async () => {
      const seen = await up(platform, 'm1');
      expect(seen.pid).not.toBe(before.pid);
      return seen;
    });
    expect(after).toMatchObject({
      state: 'running',
      restarts: 1,
      ports: before.ports,
      lastExit: { signal: 'SIGKILL', log: 'my password is •••' },
    });
    const rw = await addressOf(platform, bench.uid, 'rw');
    expect(await bench.ask(Number(rw.port))).toMatchObject({ starts: 2 });
    // The address itself is looked after as well.
    process.kill(Number(rw.pid), 'SIGKILL');
    await eventually(async () => {
      const again = await addressOf(platform, bench.uid, 'rw');
      expect(again.pid).not.toBe(rw.pid);
      expect(again.listening).toBe(true);
    });
    expect(await bench.ask(Number(rw.port))).toMatchObject({ starts: 2 });
  });

  it('waits longer and longer for one that keeps dying, until it is told', async () => {
    const { platform, execute } = await bench.start();
    await bench.putRecord(platform);
    await execute(apply([serverMember('m1', { env: { DIE_AFTER: '20' } })]));
    const seen = await eventually(async () => {
      const status = await memberOf(platform, bench.uid, 'm1');
      expect(status.state).toBe('back-off');
      expect(status.restarts).toBeGreaterThanOrEqual(3);
      return status;
    });
    expect(seen.lastExit).toMatchObject({ code: 3 });
    // Put right, it runs at once: the pause is not waited for.
    await execute(apply([serverMember('m1')]));
    await up(platform, 'm1');
  });

  it('kills a server that does not stop', async () => {
    const { platform, execute } = await bench.start();
    await bench.putRecord(platform);
    const stop = { signal: 'SIGTERM' as const, timeoutSeconds: 0.3 };
    const deaf = serverMember('m1', { env: { DEAF: '1' }, stop });
    await execute(apply([deaf]));
    const { pid } = await up(platform, 'm1');
    await execute(apply([{ ...deaf, spec: { ...deaf.spec, running: false } }]));
    expect(bench.lives(Number(pid))).toBe(false);
  });

  it('cuts connections to a target that is no target any more', async () => {
    const { platform, execute } = await bench.start();
    await bench.putRecord(platform);
    const env = { HOLD: '1' };
    await execute(
      apply([
        serverMember('m1', { env }),
        serverMember('m2', { env }),
        address('rw', ['m1']),
      ]),
    );
    await up(platform, 'm1');
    await up(platform, 'm2');
    const { pid, port } = await addressOf(platform, bench.uid, 'rw');
    const connect = async () => {
      const socket = net.connect({ host: '127.0.0.1', port: Number(port) });
      const [chunk] = await new Promise<[unknown]>((resolve, reject) => {
        socket.once('data', data => resolve([data]));
        socket.once('error', reject);
        socket.once('close', () => reject(new Error('closed')));
      });
      return { socket, name: JSON.parse(String(chunk)).name };
    };
    const old = await eventually(connect);
    expect(old.name).toBe('m1');
    const cut = new Promise(resolve => old.socket.once('close', resolve));
    await execute(apply([address('rw', ['m2'])]));
    await cut;
    const now = await connect();
    expect(now.name).toBe('m2');
    expect((await addressOf(platform, bench.uid, 'rw')).pid).toBe(pid);
    // With nothing behind it, it refuses rather than hangs.
    await execute(apply([address('rw', [])]));
    await expect(connect()).rejects.toThrow();
    now.socket.destroy();
  });

  it('refuses new members on a full disk and says so', async () => {
    const { platform, execute } = await bench.start({
      minimumFreeDiskMib: 1_000_000_000,
    });
    await bench.putRecord(platform);
    await expect(execute(apply([serverMember('m1')]))).rejects.toMatchObject({
      reason: { code: 'disk-full', params: { minimum: 1_000_000_000 } },
    });
    expect(await bench.filesIn(`${bench.root}/instances`)).toEqual([]);
    const [location] = await platform.locations();
    expect(location.findings).toEqual([
      expect.objectContaining({ code: 'disk-low' }),
    ]);
  });
});
