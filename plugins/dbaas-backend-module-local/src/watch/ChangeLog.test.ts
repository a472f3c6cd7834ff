import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { eventually } from '../__testUtils__/bench';
import { Change, ChangeLog } from './ChangeLog';

jest.setTimeout(300_000);

describe('the log of changes', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'dbaas-changes-'));
  });
  afterEach(() => fs.rm(folder, { recursive: true }));

  it('tells others, stays within its bound, and goes on telling', async () => {
    const file = path.join(folder, 'changes');
    const [one, other] = [new ChangeLog(file, 500), new ChangeLog(file, 500)];
    const heard: Change[] = [];
    let lost = 0;
    await other.follow(
      change => heard.push(change),
      () => {
        lost += 1;
      },
    );
    await one.tell({ kind: 'tenant', id: 'shop' });
    await eventually(() =>
      expect(heard).toContainEqual({ kind: 'tenant', id: 'shop' }),
    );
    for (let i = 0; i < 40; i++) {
      await one.tell({ kind: 'instance', id: `i-${i}` });
    }
    await eventually(async () => {
      expect(lost).toBeGreaterThan(0);
      expect((await fs.stat(file)).size).toBeLessThanOrEqual(500);
    });
    await one.tell({ kind: 'tenant', id: 'last' });
    await eventually(() =>
      expect(heard).toContainEqual({ kind: 'tenant', id: 'last' }),
    );
    await other.stop();
  });
});
