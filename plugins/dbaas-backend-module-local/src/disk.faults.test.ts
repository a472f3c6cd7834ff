import { execFileSync } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import {
  apply,
  eventually,
  makeBench,
  memberOf,
  serverMember,
  step,
} from './__testUtils__/bench';

const canMount = process.platform === 'linux' && process.getuid?.() === 0;

// Without root there is no disk that a test could fill.
(canMount ? describe : describe.skip)('a disk that fills up', () => {
  let disk: string;
  // Before the bench's own, which deletes the folder that it is mounted on.
  afterEach(() => {
    execFileSync('umount', ['--lazy', disk]);
  });
  const bench = makeBench();

  beforeEach(async () => {
    disk = path.join(await bench.newRoot(), 'disk');
    await fs.mkdir(disk);
    execFileSync('mount', [
      '-t',
      'tmpfs',
      '-o',
      'size=6m,mode=755',
      'tmpfs',
      disk,
    ]);
  });

  it('fails clearly, keeps what runs, and goes on when there is room', async () => {
    const at = await bench.start({ root: path.join(disk, 'root') });
    await bench.putRecord(at.platform);
    await at.execute(apply([serverMember('m1')]));
    const runs = (name: string) =>
      eventually(async () => {
        const seen = await memberOf(at.platform, bench.uid, name);
        expect(seen).toMatchObject({ state: 'running', listening: true });
      });
    await runs('m1');
    const filler = path.join(disk, 'filler');
    const fill = {
      id: 'fill',
      program: process.execPath,
      args: ['-e', 'for (;;) fs.appendFileSync("data/a", "x".repeat(65536))'],
      timeoutSeconds: 20,
    };
    const failed = at.execute(apply([serverMember('m2', { init: [fill] })]));
    await expect(failed).rejects.toMatchObject({ code: 'disk-full' });
    await fs.writeFile(filler, 'x'.repeat(8 * 1024 * 1024)).catch(() => {});
    const again = at.execute(apply([serverMember('m3')]));
    await expect(again).rejects.toMatchObject({
      reason: { code: 'disk-full' },
    });
    await expect(
      at.platform
        .secrets('local')
        .put(bench.uid, 'more', { username: 'u', password: 'p'.repeat(9000) }),
    ).rejects.toMatchObject({ code: 'disk-full' });
    await runs('m1');
    await fs.rm(filler);
    await at.execute(step('remove', { names: ['m2'] }));
    await at.execute(apply([serverMember('m3')]));
    await runs('m3');
    // Nothing at all is left: deleting must work even so.
    await fs.writeFile(filler, 'x'.repeat(8 * 1024 * 1024)).catch(() => {});
    await at.execute(step('remove-all', {}));
    expect(await bench.filesIn(path.join(disk, 'root', 'ports'))).toEqual([]);
    await at.platform.stop();
  });
});
