import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { Platform } from '@dbaas-portal/plugin-dbaas-node';
import {
  address,
  addressOf,
  apply,
  eventually,
  makeBench,
  memberOf,
  serverMember,
  step,
} from './__testUtils__/bench';
import { makeHosts } from './__testUtils__/hosts';

jest.setTimeout(300_000);

describe('backends that are killed, or several', () => {
  const bench = makeBench();
  const startHost = makeHosts();

  const up = (platform: Platform, name: string) =>
    eventually(async () => {
      const seen = await memberOf(platform, bench.uid, name);
      expect(seen).toMatchObject({ listening: true });
      return seen;
    });
  /** As a backend of its own sees it, which does not run anything. */
  const look = async () => {
    const { platform } = await bench.start();
    expect(platform.canExecute('local')).toBe(false);
    return platform;
  };

  it('takes its processes back after a kill -9 of the backend', async () => {
    const { root, uid } = bench;
    const host = await startHost({ root, uid });
    await host.call('putRecord');
    await host.call(
      'execute',
      apply([serverMember('m1'), address('rw', ['m1'])]),
    );
    const reader = await look();
    const before = await up(reader, 'm1');
    const rw = await addressOf(reader, uid, 'rw');
    const ask = async () =>
      expect(await bench.ask(Number(rw.port))).toMatchObject({ starts: 1 });
    // A process that has begun only just before may not stand on its own yet.
    await eventually(ask);
    await host.end('SIGKILL');
    await ask();
    // The waiting backend takes over, with the same processes.
    await eventually(() => expect(reader.canExecute('local')).toBe(true));
    expect(await memberOf(reader, uid, 'm1')).toMatchObject({
      pid: before.pid,
      state: 'running',
      startedAt: before.startedAt,
    });
    expect((await addressOf(reader, uid, 'rw')).pid).toBe(rw.pid);
    // What is taken back is looked after like one's own.
    process.kill(Number(before.pid), 'SIGKILL');
    await eventually(async () => {
      const after = await up(reader, 'm1');
      expect(after.pid).not.toBe(before.pid);
    });
    await reader.stop();
    await expect(bench.ask(Number(rw.port))).rejects.toThrow('ECONNREFUSED');
  });

  it('does not take another process for its own that has the number', async () => {
    const { root, uid } = bench;
    const host = await startHost({ root, uid });
    await host.call('putRecord');
    await host.call('execute', apply([serverMember('m1')]));
    const file = path.join(root, 'instances', uid, '_state', 'm1.json');
    await eventually(async () => {
      expect(await fs.readFile(file, 'utf8')).toContain('"running"');
    });
    await host.end('SIGKILL');
    const state = JSON.parse(await fs.readFile(file, 'utf8'));
    process.kill(state.pid, 'SIGKILL');
    const stranger = spawn('sleep', ['300'], { detached: true });
    await fs.writeFile(file, JSON.stringify({ ...state, pid: stranger.pid }));
    const { platform, execute } = await bench.start();
    await eventually(() => expect(platform.canExecute('local')).toBe(true));
    const seen = await up(platform, 'm1');
    expect(seen.pid).not.toBe(stranger.pid);
    await execute(step('remove-all', {}));
    expect(bench.lives(Number(stranger.pid))).toBe(true);
    stranger.kill('SIGKILL');
  });

  it('resumes with data after a clean end', async () => {
    const first = await bench.start();
    await bench.putRecord(first.platform);
    await first.execute(apply([serverMember('m1'), address('rw', ['m1'])]));
    const before = await up(first.platform, 'm1');
    await first.platform.stop();
    expect(bench.lives(Number(before.pid))).toBe(false);
    const second = await bench.start();
    const after = await up(second.platform, 'm1');
    expect(await bench.ask(after.ports.main)).toMatchObject({ starts: 2 });
    const rw = await addressOf(second.platform, bench.uid, 'rw');
    await eventually(async () =>
      expect(await bench.ask(Number(rw.port))).toMatchObject({ starts: 2 }),
    );
  });

  it('lets only one backend run a root, and the other see everything', async () => {
    const { root, uid } = bench;
    const host = await startHost({ root, uid });
    const reader = await look();
    const events: string[] = [];
    reader.watch('local', event => events.push(JSON.stringify(event)));
    await host.call('putRecord');
    await host.call('execute', apply([serverMember('m1')]));
    await eventually(() => {
      expect(events.some(e => e.includes('"type":"record"'))).toBe(true);
      expect(events.some(e => e.includes('"state":"running"'))).toBe(true);
    });
    await expect(
      reader.execute(step('remove-all', {}), {
        location: 'local',
        record: (await reader.instances('local').list())[0],
        operationId: 'op',
        signal: new AbortController().signal,
      }),
    ).rejects.toThrow('does not run the servers');
    const [location] = await reader.locations();
    expect(location.findings).toEqual([
      expect.objectContaining({ code: 'other-backend-leads' }),
    ]);
    const before = await up(reader, 'm1');
    await host.end('SIGTERM');
    expect(bench.lives(Number(before.pid))).toBe(false);
    await eventually(() => expect(reader.canExecute('local')).toBe(true));
    await up(reader, 'm1');
    expect(await bench.ask(before.ports.main)).toMatchObject({ starts: 2 });
  });

  it('gives the root to exactly one of several that come at once', async () => {
    const { root, uid } = bench;
    for (let round = 0; round < 3; round++) {
      const hosts = await Promise.all(
        [1, 2, 3].map(() => startHost({ root, uid })),
      );
      const leads = await Promise.all(hosts.map(h => h.call('canExecute')));
      expect(leads.filter(Boolean)).toHaveLength(1);
      await hosts[leads.indexOf(true)].end('SIGKILL');
      await eventually(async () => {
        const rest = hosts.filter((_, i) => !leads[i]);
        const now = await Promise.all(rest.map(h => h.call('canExecute')));
        expect(now.filter(Boolean)).toHaveLength(1);
      });
      await Promise.all(hosts.map(h => h.end('SIGKILL')));
    }
  });
});
