import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { LogChunk } from '@dbaas-portal/plugin-dbaas-node';
import { boundLog } from '../supervisor/logFile';
import { LogFile } from './LogFile';

jest.setTimeout(300_000);

describe('the log of a member', () => {
  let folder: string;
  let file: string;
  let client: AbortController;

  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'dbaas-log-'));
    file = path.join(folder, 'orders-0.log');
    client = new AbortController();
  });
  afterEach(async () => {
    client.abort();
    await fs.rm(folder, { recursive: true, force: true });
  });

  /** What was read: lines as they are, notices as their code in brackets. */
  const said = (chunk: LogChunk) =>
    chunk.type === 'lines'
      ? chunk.lines.map(line => line.text)
      : [`[${chunk.reason.code}]`];

  async function read(lines: number): Promise<string[]> {
    const { signal } = client;
    const asked = { member: 'orders-0', lines, follow: false, signal };
    const all = [];
    for await (const chunk of new LogFile(file, asked).read()) {
      all.push(...said(chunk));
    }
    return all;
  }

  /** Follows, and takes the lines one by one. */
  function follow(lines: number) {
    const { signal } = client;
    const asked = { member: 'orders-0', lines, follow: true, signal };
    const chunks = new LogFile(file, asked).read();
    const waiting: string[] = [];
    return {
      async next(): Promise<string | undefined> {
        while (waiting.length === 0) {
          const next = await chunks.next();
          if (next.done) {
            return undefined;
          }
          waiting.push(...said(next.value));
        }
        return waiting.shift();
      },
    };
  }

  it('is read from its end, whatever its size', async () => {
    expect(await read(5)).toEqual(['[log-empty]']);
    await fs.writeFile(file, '');
    expect(await read(5)).toEqual([]);
    const all = Array.from({ length: 30_000 }, (_, n) => `line ${n}`);
    await fs.writeFile(file, `${all.join('\n')}\n`);
    expect(await read(0)).toEqual([]);
    expect(await read(3)).toEqual(all.slice(-3));
    expect(await read(20_000)).toEqual(all.slice(-20_000));
    expect(await read(99_999)).toEqual(all);
    await fs.appendFile(file, 'not ended');
    expect(await read(2)).toEqual([all.at(-1), 'not ended']);
  });

  it('goes on into what was copied aside', async () => {
    await fs.writeFile(file, 'a\nb\nc\n');
    await boundLog(file, 1);
    await fs.appendFile(file, 'd\n');
    expect(await read(2)).toEqual(['c', 'd']);
    expect(await read(9)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is followed, over being emptied and being made anew', async () => {
    const reading = follow(1);
    expect(await reading.next()).toBe('[log-empty]');
    await fs.appendFile(file, 'one\ntw');
    expect(await reading.next()).toBe('one');
    await fs.appendFile(file, 'o\nthree\n');
    expect(await reading.next()).toBe('two');
    expect(await reading.next()).toBe('three');
    // What was written since stands in the copy only.
    await fs.appendFile(file, 'four\n');
    await boundLog(file, 1);
    expect(await reading.next()).toBe('four');
    expect(await reading.next()).toBe('[log-emptied]');
    await fs.appendFile(file, 'five\n');
    expect(await reading.next()).toBe('five');
    await fs.rm(file);
    await fs.writeFile(file, 'six\n');
    expect(await reading.next()).toBe('[log-emptied]');
    expect(await reading.next()).toBe('six');
  });

  it('ends when its reader goes, and with its folder', async () => {
    await fs.writeFile(file, 'one\n');
    const first = follow(1);
    expect(await first.next()).toBe('one');
    const waiting = first.next();
    client.abort();
    expect(await waiting).toBeUndefined();
    client = new AbortController();
    const second = follow(1);
    expect(await second.next()).toBe('one');
    await fs.rm(folder, { recursive: true });
    expect(await second.next()).toBeUndefined();
  });
});
