import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { boundLog } from './logFile';

jest.setTimeout(300_000);

describe('logs', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'dbaas-logs-'));
  });
  afterEach(() => fs.rm(folder, { recursive: true }));

  it('are cut when they grow, with a copy where there is room for one', async () => {
    const log = path.join(folder, 'server.log');
    await fs.writeFile(log, 'x'.repeat(100));
    await boundLog(log, 100);
    expect((await fs.stat(log)).size).toBe(100);
    await boundLog(log, 99);
    expect((await fs.stat(log)).size).toBe(0);
    expect((await fs.stat(`${log}.1`)).size).toBe(100);
  });

  it('are cut without a copy where none can be made', async () => {
    const log = path.join(folder, 'server.log');
    await fs.writeFile(log, 'x'.repeat(100));
    await fs.mkdir(`${log}.1`); // Nothing can be copied onto it.
    await boundLog(log, 99);
    expect((await fs.stat(log)).size).toBe(0);
  });
});
