import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProgramQuery } from '@dbaas-portal/plugin-dbaas-node';
import { makeBench } from '../__testUtils__/bench';

describe('inventory', () => {
  const bench = makeBench();
  let folder: string;

  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'dbaas-programs-'));
    await fs.chmod(folder, 0o755);
  });
  afterEach(() => fs.rm(folder, { recursive: true }));

  async function program(file: string, script: string) {
    const full = path.join(folder, file);
    await fs.mkdir(path.dirname(full), { recursive: true });
    await fs.writeFile(full, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return full;
  }

  function query(change: Partial<ProgramQuery> = {}): ProgramQuery {
    return {
      id: 'sample',
      program: 'sampled',
      versionArgs: ['--version'],
      pattern: 'v(\\d+\\.\\d+)',
      required: ['sample-init'],
      optional: ['sample-dump'],
      folders: [],
      systemFolders: [path.join(folder, 'system/*/bin')],
      siblings: ['sbin'],
      ...change,
    };
  }

  it('finds servers in the promised order, each once, whole ones only', async () => {
    const asked = path.join(folder, 'asked');
    await fs.writeFile(asked, '', { mode: 0o666 });
    await fs.chmod(asked, 0o666);
    const tell = (version: string) => `echo x >> ${asked}; echo v${version}`;
    await program('mine/bin/sampled', tell('3.1'));
    await program('mine/sbin/sample-init', '');
    await program('system/1/bin/sampled', tell('1.0'));
    await program('system/1/bin/sample-init', '');
    await program('system/2/bin/sampled', tell('2.0'));
    await program('system/2/bin/sample-init', '');
    await program('system/2/bin/sample-dump', '');
    await program('system/half/bin/sampled', tell('9.9'));
    await program('given/sampled', tell('4.0'));
    await program('given/sample-init', '');
    await fs.symlink(
      path.join(folder, 'system/1'),
      path.join(folder, 'system/0'),
    );
    const { platform } = await bench.start({
      binaries: [path.join(folder, 'mine')],
    });
    const queries = [query({ folders: [path.join(folder, 'given')] })];
    const find = async () =>
      (await platform.inventory('local', queries)).found.sample;
    const found = await find();
    expect(found.map(f => f.version)).toEqual(['3.1', '4.0', '2.0', '1.0']);
    expect(found[2].facts).toEqual({
      folder: path.join(folder, 'system/2/bin'),
      provider: 'system',
      programs: {
        sampled: path.join(folder, 'system/2/bin/sampled'),
        'sample-init': path.join(folder, 'system/2/bin/sample-init'),
        'sample-dump': path.join(folder, 'system/2/bin/sample-dump'),
      },
    });
    expect(found[0].facts).toMatchObject({
      provider: 'mine (configured)',
      programs: { 'sample-init': path.join(folder, 'mine/sbin/sample-init') },
    });
    await find();
    expect((await fs.readFile(asked, 'utf8')).length).toBe(4 * 2);
    // A server that is installed meanwhile is found without a restart.
    await program('given/other', '');
    await program('mine/bin/sampled', tell('3.2'));
    await sleep(10);
    expect((await find()).map(f => f.version)).toContain('3.2');
  });

  it('is not held up by programs that hang, chatter or fail', async () => {
    await program('bad/sampled', 'exit 1');
    await program('bad/sample-init', '');
    await program('loud/sampled', 'yes v1.0');
    await program('loud/sample-init', '');
    await program('last/sampled', 'echo v1.7; exit 1');
    await program('last/sample-init', '');
    await program('mute/sampled', 'echo nothing');
    await program('mute/sample-init', '');
    const { platform } = await bench.start();
    const folders = ['bad', 'loud', 'mute', 'none', 'last'].map(name =>
      path.join(folder, name),
    );
    const { found } = await platform.inventory('local', [query({ folders })]);
    // The last one says it, even if it ends with an error then.
    expect(found.sample.map(f => f.version)).toEqual(['1.7']);
    expect(await platform.inventory('local', [{ id: 'other' }])).toEqual({
      found: { other: [] },
    });
  });

  // Only root drops its rights, so only for root a folder is out of reach.
  const describeAsRoot = process.getuid?.() === 0 ? describe : describe.skip;
  describeAsRoot('as root', () => {
    it('brings a server within reach that lies where only root may pass', async () => {
      const full = await program('closed/server/bin/sampled', 'cat $0.txt');
      await program('closed/server/bin/sample-init', '');
      await fs.writeFile(`${full}.txt`, 'v5.1');
      await fs.chmod(path.join(folder, 'closed'), 0o700);
      const { platform, root } = await bench.start();
      const queries = [query({ folders: [path.dirname(full)] })];
      const [found] = (await platform.inventory('local', queries)).found.sample;
      expect(found.version).toBe('5.1');
      expect(String(found.facts.folder)).toContain(`${root}/programs/`);
      expect(await bench.filesIn(`${root}/programs`)).toHaveLength(1);
    });
  });
});
