import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { recordOf } from '../__testUtils__/bench';
import { RecordFiles } from './RecordFiles';
import { isInstanceRecord } from './shapes';

jest.setTimeout(300_000);

describe('RecordFiles', () => {
  const uid = randomUUID();
  let folder: string;
  const changed: string[] = [];

  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'dbaas-records-'));
    changed.length = 0;
  });
  afterEach(() => fs.rm(folder, { recursive: true }));

  function open() {
    return new RecordFiles({
      folder,
      what: 'an instance',
      parse: isInstanceRecord,
      changed: async id => {
        changed.push(id);
      },
    });
  }

  it('keeps the newest revision and only that', async () => {
    const store = open();
    expect(await store.get(uid)).toBeUndefined();
    expect(await store.list()).toEqual([]);
    await store.put(uid, recordOf(uid, 1));
    await store.put(uid, { ...recordOf(uid, 2), phase: 'active' });
    expect(await open().get(uid)).toMatchObject({
      revision: 2,
      phase: 'active',
    });
    expect(await open().list()).toHaveLength(1);
    expect(await fs.readdir(path.join(folder, uid))).toEqual(['r2.json']);
    expect(changed).toEqual([uid, uid]);
  });

  it('refuses what is based on another revision', async () => {
    const store = open();
    await expect(store.put(uid, recordOf(uid, 2))).rejects.toThrow(
      'has changed meanwhile',
    );
    await store.put(uid, recordOf(uid, 1));
    for (const revision of [1, 3]) {
      await expect(store.put(uid, recordOf(uid, revision))).rejects.toThrow(
        expect.objectContaining({ name: 'ConflictError' }),
      );
    }
    await store.delete(uid);
    await store.delete(uid);
    expect(await store.get(uid)).toBeUndefined();
    await expect(store.put(uid, recordOf(uid, 2))).rejects.toThrow(
      'has changed meanwhile',
    );
    await store.put(uid, recordOf(uid, 1));
  });

  it('lets exactly one of many writers win each revision', async () => {
    const writers = Array.from({ length: 8 }, open);
    const wins: number[] = [];
    const losses = new Set<string>();
    await Promise.all(
      writers.map(async (store, writer) => {
        for (let done = 0; done < 10; ) {
          const before = await store.get(uid);
          const revision = (before?.revision ?? 0) + 1;
          try {
            await store.put(uid, {
              ...recordOf(uid, revision),
              createdBy: `user:default/w${writer}`,
            });
            wins.push(revision);
            done += 1;
          } catch (error) {
            losses.add(error instanceof Error ? error.name : 'no error');
          }
        }
      }),
    );
    expect([...losses]).toEqual(['ConflictError']);
    expect(wins.sort((a, b) => a - b)).toEqual(
      Array.from({ length: 80 }, (_, i) => i + 1),
    );
    expect((await open().get(uid))?.revision).toBe(80);
  });

  it('is not led out of its folder, and tells a damaged record', async () => {
    const store = open();
    for (const id of ['../x', 'a/b', '', '.', 'A', 'a\0', 'a'.repeat(64)]) {
      await expect(store.get(id)).rejects.toThrow('not valid');
      await expect(store.put(id, recordOf(uid))).rejects.toThrow('not valid');
      await expect(store.delete(id)).rejects.toThrow('not valid');
    }
    await store.put(uid, recordOf(uid, 1));
    await fs.writeFile(path.join(folder, uid, 'r2.json'), '{"revision":2}');
    await expect(store.get(uid)).rejects.toThrow('revision 2 is damaged');
  });

  it('survives what a crash leaves', async () => {
    const store = open();
    await fs.mkdir(path.join(folder, uid));
    await fs.writeFile(path.join(folder, uid, '.r1.json.9.ab.tmp'), '{"rev');
    await fs.mkdir(path.join(folder, `.gone-${uid}-00`));
    expect(await store.list()).toEqual([]);
    await store.put(uid, recordOf(uid, 1));
    // Killed after the new revision was there, before the old one went.
    await fs.copyFile(
      path.join(folder, uid, 'r1.json'),
      path.join(folder, uid, 'kept'),
    );
    await store.put(uid, recordOf(uid, 2));
    await fs.rename(
      path.join(folder, uid, 'kept'),
      path.join(folder, uid, 'r1.json'),
    );
    expect((await store.get(uid))?.revision).toBe(2);
    await store.clearRests();
    expect(await fs.readdir(folder)).toEqual([uid]);
  });
});
