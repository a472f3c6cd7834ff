import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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
import { MARKER } from './supervisor/spawnProcess';

jest.setTimeout(300_000);

describe('recovery', () => {
  const bench = makeBench();
  const startHost = makeHosts();

  const up = (platform: Platform, name: string) =>
    eventually(async () => {
      const seen = await memberOf(platform, bench.uid, name);
      expect(seen).toMatchObject({ listening: true });
      return seen;
    });

  it('clears away what a crash left and keeps what has a record', async () => {
    const { root, uid } = bench;
    const host = await startHost({ root, uid });
    await host.call('putRecord');
    await host.call('execute', apply([serverMember('m1')]));
    await host.end('SIGKILL');
    const folder = path.join(root, 'instances', uid);
    const file = path.join(folder, '_state', 'm1.json');
    const state = JSON.parse(await fs.readFile(file, 'utf8'));
    // Killed between making the process and noting its number.
    const { pid, started: _, ...rest } = state;
    await fs.writeFile(file, JSON.stringify({ ...rest, launching: true }));
    // A command that was running, a beginning, a deletion, and a lost port.
    const running = spawn('sleep', ['300'], {
      detached: true,
      env: { [MARKER]: `${await fs.realpath(root)}:${uid}:m1.command` },
    });
    const beginning = randomUUID();
    await fs.mkdir(path.join(root, 'instances', beginning, '_state'), {
      recursive: true,
    });
    const deleted = randomUUID();
    await fs.mkdir(path.join(root, 'instances', deleted));
    const manifest = await fs.readFile(
      path.join(folder, 'manifest.json'),
      'utf8',
    );
    await fs.writeFile(
      path.join(root, 'instances', deleted, 'manifest.json'),
      JSON.stringify({
        ...JSON.parse(manifest),
        uid: deleted,
        removing: true,
      }),
    );
    const forgotten = randomUUID();
    await fs.mkdir(path.join(root, 'instances', forgotten));
    await fs.writeFile(
      path.join(root, 'instances', forgotten, 'manifest.json'),
      JSON.stringify({ uid: forgotten, members: {}, addresses: {}, runs: [] }),
    );
    await fs.writeFile(path.join(root, 'ports', '27999'), 'nobody/m1/main');
    const { platform } = await bench.start();
    await up(platform, 'm1');
    expect(bench.lives(Number(pid))).toBe(false);
    await eventually(() =>
      expect(bench.lives(Number(running.pid))).toBe(false),
    );
    expect(await bench.filesIn(path.join(root, 'instances'))).toEqual([uid]);
    expect(await bench.filesIn(path.join(root, 'ports'))).toHaveLength(1);
    const [location] = await platform.locations();
    expect(location.findings).toEqual([
      expect.objectContaining({
        code: 'data-without-record',
        params: { count: 1 },
      }),
    ]);
  });

  it('goes on where a kill -9 cut a step off, at whatever moment', async () => {
    const { root, uid } = bench;
    const init = [
      {
        id: 'init',
        program: process.execPath,
        args: [
          '-e',
          'if (fs.readdirSync("data").length) process.exit(4); fs.writeFileSync("data/a", ""); setTimeout(() => {}, 60)',
        ],
        timeoutSeconds: 10,
      },
    ];
    const wanted = apply([serverMember('m1', { init }), address('rw', ['m1'])]);
    const seed = Number(process.env.DBAAS_FAULT_SEED ?? Date.now() % 100_000);
    process.stdout.write(`seed of the moments: ${seed}\n`);
    let random = seed;
    for (let round = 0; round < 6; round++) {
      const host = await startHost({ root, uid });
      if (round === 0) {
        await host.call('putRecord');
      }
      const action = round % 3 === 2 ? step('remove-all', {}) : wanted;
      const running = host.call('execute', action).catch(() => {});
      random = (random * 1103515245 + 12345) % 2147483648;
      await sleep(random % 250);
      await host.end('SIGKILL');
      await running;
    }
    const { platform, execute } = await bench.start();
    await eventually(() => expect(platform.canExecute('local')).toBe(true));
    await execute(wanted);
    await up(platform, 'm1');
    const rw = await eventually(async () => {
      const seen = await addressOf(platform, uid, 'rw');
      expect(seen.listening).toBe(true);
      return seen;
    });
    expect(await bench.ask(rw.port)).toMatchObject({
      name: 'm1',
    });
    expect(await bench.filesIn(path.join(root, 'ports'))).toHaveLength(2);
    expect(await marked(root)).toHaveLength(2);
    await execute(step('remove-all', {}));
    expect(await marked(root)).toEqual([]);
    expect(await bench.filesIn(path.join(root, 'instances'))).toEqual([]);
    expect(await bench.filesIn(path.join(root, 'ports'))).toEqual([]);
  });
});

/** Every living process with the marker of a root. */
async function marked(root: string): Promise<string[]> {
  const start = `${MARKER}=${await fs.realpath(root)}:`;
  const found: string[] = [];
  for (const pid of await fs.readdir('/proc')) {
    const text = await fs
      .readFile(`/proc/${pid}/environ`, 'utf8')
      .catch(() => '');
    if (text.split('\0').some(entry => entry.startsWith(start))) {
      found.push(pid);
    }
  }
  return found;
}
