import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { LocalCommand } from '@dbaas-portal/plugin-dbaas-node';
import {
  address,
  addressOf,
  apply,
  eventually,
  makeBench,
  memberOf,
  Running,
  serverMember,
  step,
} from '../__testUtils__/bench';
import { LocalError } from '../LocalError';

function command(script: string, change: Partial<LocalCommand> = {}) {
  return {
    id: 'c',
    program: process.execPath,
    args: ['-e', script],
    timeoutSeconds: 10,
    ...change,
  };
}

describe('steps', () => {
  const bench = makeBench();
  let at: Running;

  beforeEach(async () => {
    at = await bench.start();
    await bench.putRecord(at.platform);
  });

  const status = (name: string) => memberOf(at.platform, bench.uid, name);
  const up = (name: string) =>
    eventually(async () => {
      const seen = await status(name);
      expect(seen).toMatchObject({ state: 'running', listening: true });
      return seen;
    });
  const failure = async (promise: Promise<unknown>): Promise<LocalError> => {
    const error = await promise.then(
      () => undefined,
      e => e,
    );
    expect(error).toBeInstanceOf(LocalError);
    return error;
  };

  it('applies twice as once, stops, starts and restarts with its data', async () => {
    await at.execute(apply([serverMember('m1')]));
    const first = await up('m1');
    await at.execute(apply([serverMember('m1')]));
    expect(await status('m1')).toMatchObject({ pid: first.pid, restarts: 0 });
    await at.execute(apply([serverMember('m1', { running: false })]));
    expect(await status('m1')).toMatchObject({
      state: 'stopped',
      listening: false,
    });
    expect(bench.lives(Number(first.pid))).toBe(false);
    await at.execute(apply([serverMember('m1')]));
    await up('m1');
    await at.execute(step('restart', { members: ['m1'] }));
    const last = await up('m1');
    expect(last.ports).toEqual(first.ports);
    expect(await bench.ask(last.ports.main)).toMatchObject({ starts: 3 });
    expect(last.restarts).toBe(0);
  });

  it('leaves what runs alone when a change cannot be written', async () => {
    await at.execute(apply([serverMember('m1')]));
    const { pid } = await up('m1');
    const lacking = { path: 'conf/more', content: '${secret:none.password}' };
    const files = [...serverMember('m1').spec.files, lacking];
    const change = at.execute(apply([serverMember('m1', { files })]));
    expect((await failure(change)).code).toBe('secret-missing');
    expect(await status('m1')).toMatchObject({ state: 'running', pid });
    const other = at.execute(apply([serverMember('m2', { files })]));
    await failure(other);
    expect(await status('m2')).toMatchObject({ state: 'stopped' });
  });

  it('runs init once, whole, and again after a wipe', async () => {
    const say = 'fs.appendFileSync("../count", "x")';
    const init = [
      command(
        `const fs = require("fs"); fs.writeFileSync("data/made", ""); ${say}`,
      ),
      command('if (!require("fs").existsSync("ready")) process.exit(7)'),
    ];
    const member = serverMember('m1', { init });
    const folder = path.join(at.root, 'instances', bench.uid, 'm1');
    const count = async () =>
      (await fs.readFile(path.join(folder, 'count'), 'utf8')).length;
    member.spec.init[0].args[1] = member.spec.init[0].args[1].replace(
      '../count',
      'count',
    );
    const error = await failure(at.execute(apply([member])));
    expect(error.reason).toMatchObject({
      code: 'program-failed',
      params: { exit: 7, member: 'm1' },
    });
    expect(await status('m1')).toMatchObject({ state: 'stopped' });
    await fs.writeFile(path.join(folder, 'ready'), '');
    await fs.writeFile(path.join(folder, 'data', 'half'), '');
    await at.execute(apply([member]));
    expect(await count()).toBe(2);
    expect(await bench.filesIn(path.join(folder, 'data'))).not.toContain(
      'half',
    );
    await at.execute(apply([member]));
    expect(await count()).toBe(2);
    await up('m1');
    await at.execute(step('wipe', { member: 'm1' }));
    expect(await bench.filesIn(path.join(folder, 'data'))).toEqual([]);
    await at.execute(apply([member]));
    expect(await count()).toBe(3);
    expect(await up('m1').then(s => bench.ask(s.ports.main))).toMatchObject({
      starts: 1,
    });
  });

  it('fills tokens at the start, keeps files private, drops old ones', async () => {
    const files = [
      { path: 'conf/secret', content: '${secret:admin.password}' },
      { path: 'conf/other', content: '${port:rw/main} ${port:m1/main}' },
    ];
    const m1 = serverMember('m1', { files });
    await at.execute(apply([m1, address('rw', ['m1'])]));
    const { ports } = await up('m1');
    const folder = path.join(at.root, 'instances', bench.uid, 'm1', 'conf');
    const other = await fs.readFile(path.join(folder, 'other'), 'utf8');
    expect(other).toMatch(new RegExp(`^\\d+ ${ports.main}$`));
    const stat = await fs.stat(path.join(folder, 'secret'));
    expect(stat.mode % 0o1000).toBe(0o600);
    expect(stat.uid).toBe((await bench.ask(ports.main)).uid);
    const manifest = await fs.readFile(
      path.join(at.root, 'instances', bench.uid, 'manifest.json'),
      'utf8',
    );
    expect(manifest).not.toContain('s3cret-word');
    await at.execute(apply([serverMember('m1')]));
    expect(await bench.filesIn(folder)).toEqual(['secret']);
    await at.platform.secrets('local').delete(bench.uid, 'admin');
    const error = await failure(
      at.execute(apply([serverMember('m2'), serverMember('m1')])),
    );
    expect(error.reason).toMatchObject({
      code: 'secret-missing',
      params: { secret: 'admin', member: 'm2' },
    });
  });

  it('runs a program once for a step and tells honestly how it failed', async () => {
    await at.execute(apply([serverMember('m1', { running: false })]));
    const append = command('require("fs").appendFileSync("ran", "x")');
    const once = step('run', { member: 'm1', command: append });
    await at.execute(once);
    expect(await at.execute(once)).toEqual({ exit: 0 });
    const folder = path.join(at.root, 'instances', bench.uid, 'm1');
    expect(await fs.readFile(path.join(folder, 'ran'), 'utf8')).toBe('x');
    const bad = command(
      'console.log("password is " + require("fs").readFileSync("conf/secret", "utf8")); process.exit(9)',
    );
    const error = await failure(
      at.execute(step('run', { member: 'm1', command: bad })),
    );
    expect(error.reason.code).toBe('program-failed');
    expect(error.message).toContain('ended with 9\npassword is •••');
    expect(JSON.stringify(error.reason)).not.toContain('s3cret-word');
    const missing = command('', { program: '/no/such/program' });
    expect(
      (
        await failure(
          at.execute(step('run', { member: 'm1', command: missing })),
        )
      ).code,
    ).toBe('program-missing');
    const full = command(
      'console.error("write: No space left on device"); process.exit(1)',
    );
    expect(
      (await failure(at.execute(step('run', { member: 'm1', command: full }))))
        .code,
    ).toBe('disk-full');
  });

  it('kills what runs too long or is aborted, with all it started', async () => {
    await at.execute(apply([serverMember('m1', { running: false })]));
    const script =
      'require("child_process").spawn("sleep", ["300"], {stdio: "ignore"}).unref();' +
      'require("fs").writeFileSync("pids", "" + process.pid); setInterval(() => {}, 1000)';
    const folder = path.join(at.root, 'instances', bench.uid, 'm1');
    const group = async () =>
      Number(await fs.readFile(path.join(folder, 'pids'), 'utf8'));
    const slow = command(script, { timeoutSeconds: 1 });
    expect(
      (await failure(at.execute(step('run', { member: 'm1', command: slow }))))
        .code,
    ).toBe('program-timed-out');
    const gone = async (pid: number) =>
      eventually(() => expect(() => process.kill(-pid, 0)).toThrow('ESRCH'));
    await gone(await group());
    await fs.rm(path.join(folder, 'pids'));
    const abort = new AbortController();
    const running = at.execute(
      step('run', { member: 'm1', command: command(script) }),
      abort.signal,
    );
    const pid = await eventually(async () => {
      const found = await group();
      expect(found).toBeGreaterThan(1);
      return found;
    });
    abort.abort();
    expect((await failure(running)).code).toBe('aborted');
    await gone(pid);
  });

  it('tells of a busy port and leaves no process', async () => {
    await at.execute(apply([serverMember('m1', { running: false })]));
    const { ports } = await status('m1');
    const intruder = net.createServer().listen(ports.main, '127.0.0.1');
    const error = await failure(at.execute(apply([serverMember('m1')])));
    expect(error.reason).toMatchObject({
      code: 'port-busy',
      params: { port: ports.main },
    });
    expect(await status('m1')).toMatchObject({ state: 'stopped' });
    await new Promise(resolve => intruder.close(resolve));
    await at.execute(apply([serverMember('m1')]));
    await up('m1');
  });

  it('removes members one by one, and the address forgets them', async () => {
    await at.execute(
      apply([
        serverMember('m1'),
        serverMember('m2'),
        address('ro', ['m1', 'm2']),
      ]),
    );
    await up('m1');
    const { pid } = await up('m2');
    const port = Number((await addressOf(at.platform, bench.uid, 'ro')).port);
    const names = async () =>
      new Set(
        await Promise.all(
          [1, 2, 3, 4].map(async () => (await bench.ask(port)).name),
        ),
      );
    await eventually(async () => {
      expect(await names()).toEqual(new Set(['m1', 'm2']));
    });
    await at.execute(step('remove', { names: ['m2', 'never-was'] }));
    await at.execute(step('remove', { names: ['m2'] }));
    expect(bench.lives(Number(pid))).toBe(false);
    await eventually(async () => {
      expect(await names()).toEqual(new Set(['m1']));
    });
    expect(await bench.filesIn(`${at.root}/ports`)).toHaveLength(2);
  });

  it('leaves nothing, also of a half made instance or of none', async () => {
    await at.execute(step('remove-all', {}));
    const bad = serverMember('m2', { init: [command('process.exit(1)')] });
    await failure(at.execute(apply([serverMember('m1'), bad])));
    const { pid } = await up('m1');
    // A process that a server left in its folder, in a group of its own.
    const folder = path.join(at.root, 'instances', bench.uid, 'm1');
    const rest = spawn('sleep', ['300'], {
      cwd: folder,
      detached: true,
      stdio: 'ignore',
    });
    const ended = new Promise(resolve => rest.once('exit', resolve));
    await at.execute(step('remove-all', {}));
    await ended;
    await at.execute(step('remove-all', {}));
    expect(bench.lives(Number(pid))).toBe(false);
    expect(await bench.filesIn(`${at.root}/instances`)).toEqual([]);
    expect(await bench.filesIn(`${at.root}/ports`)).toEqual([]);
  });
});
