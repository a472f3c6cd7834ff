import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { Platform } from '@dbaas-portal/plugin-dbaas-node';
import {
  apply,
  eventually,
  makeBench,
  memberOf,
  serverMember,
} from './__testUtils__/bench';
import { makeHosts } from './__testUtils__/hosts';

jest.setTimeout(300_000);

describe('development reloads', () => {
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

  it('leaves servers running when development reloads the backend', async () => {
    const { root, uid } = bench;
    const first = await startHost({ root, uid, reload: true });
    await first.call('putRecord');
    await first.call('execute', apply([serverMember('m1')]));
    const reader = await look();
    const before = await up(reader, 'm1');
    await reader.stop();
    await first.end('SIGTERM');
    expect(bench.lives(Number(before.pid))).toBe(true);
    const second = await startHost({ root, uid });
    await eventually(async () =>
      expect(await second.call('canExecute')).toBe(true),
    );
    expect(await bench.ask(before.ports.main)).toMatchObject({
      pid: before.pid,
      starts: 1,
    });
    await second.end('SIGTERM');
    expect(bench.lives(Number(before.pid))).toBe(false);
  });

  it('ends servers that were left when the runner of development has ended', async () => {
    // The runner: starts a backend and ends it, and then itself.
    const { root, uid } = bench;
    const script = `
      const { fork } = require('node:child_process');
      const { apply, serverMember } = JSON.parse(process.argv[2]);
      const host = fork(process.argv[1], [${JSON.stringify(
        JSON.stringify({ root, uid, reload: true }),
      )}], {
        execArgv: ['--require', process.argv[3]], serialization: 'advanced',
        env: { ...process.env, NODE_ENV: 'development', BACKSTAGE_CLI_CHANNEL: '1' },
      });
      let id = 0;
      host.on('message', message => {
        // What Backstage's own transform tells about files is no answer.
        if (!('id' in message)) return;
        if (message.error) { console.error(message.error); process.exit(1); }
        id += 1;
        if (id === 1) host.send({ id, action: 'putRecord' });
        if (id === 2) host.send({ id, action: 'execute', input: apply });
        if (id === 3) setTimeout(() => host.kill('SIGTERM'), 500);
      });
      host.on('exit', () => setTimeout(() => process.exit(0), 1000));
    `;
    const runner = spawn(
      process.execPath,
      [
        '-e',
        script,
        path.join(__dirname, '__testUtils__', 'host.ts'),
        JSON.stringify({ apply: apply([serverMember('m1')]) }),
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
      { stdio: 'inherit' },
    );
    const file = path.join(root, 'instances', uid, '_state', 'm1.json');
    const pid = await eventually(async () => {
      const state = JSON.parse(await fs.readFile(file, 'utf8'));
      expect(state.pid).toBeGreaterThan(1);
      return Number(state.pid);
    });
    await new Promise(resolve => runner.once('exit', resolve));
    await eventually(() => expect(bench.lives(pid)).toBe(false));
  });
});
