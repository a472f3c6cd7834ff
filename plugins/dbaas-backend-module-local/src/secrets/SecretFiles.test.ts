import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { SecretFiles } from './SecretFiles';

jest.setTimeout(300_000);

describe('SecretFiles', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'dbaas-secrets-'));
  });
  afterEach(() => fs.rm(folder, { recursive: true }));

  it('keeps credentials where only the backend can read them', async () => {
    const store = new SecretFiles(path.join(folder, 'secrets'));
    const password = randomBytes(12).toString('hex');
    await store.put('u1', 'user-Ann_B', { username: 'Ann_B', password });
    await store.put('u1', 'user-ann_b', { username: 'ann_b', password: 'x' });
    expect(await store.get('u1', 'user-Ann_B')).toEqual({
      username: 'Ann_B',
      password,
    });
    expect(await store.get('u1', 'user-none')).toBeUndefined();
    const files = await fs.readdir(path.join(folder, 'secrets', 'u1'));
    expect(files).toHaveLength(2);
    // Also told apart where the file system does not tell capitals apart.
    expect(new Set(files.map(f => f.toLowerCase())).size).toBe(2);
    for (const [name, mode] of [
      ['', 0o700],
      ['u1', 0o700],
      [`u1/${files[0]}`, 0o600],
    ] as const) {
      const stat = await fs.stat(path.join(folder, 'secrets', name));
      expect(stat.mode % 0o1000).toBe(mode);
    }
    await store.put('u1', 'admin', {
      username: 'a',
      password: 'new',
      previous: 'old',
    });
    expect((await store.passwords('u1')).sort()).toEqual(
      [password, 'new', 'old', 'x'].sort(),
    );
    await store.delete('u1', 'admin');
    expect(await store.get('u1', 'admin')).toBeUndefined();
    await store.deleteAll('u1');
    expect(await fs.readdir(path.join(folder, 'secrets'))).toEqual([]);
  });

  it('is not led out of its folder', async () => {
    const store = new SecretFiles(folder);
    const credential = { username: 'u', password: 'p' };
    await expect(store.put('../u', 'admin', credential)).rejects.toThrow(
      'not valid',
    );
    await store.put('u1', '../../escaped', credential);
    expect(await fs.readdir(path.dirname(folder))).not.toContain(
      'escaped.json',
    );
    expect(await store.get('u1', '../../escaped')).toEqual(credential);
    await expect(store.get('u1', '')).rejects.toThrow('1 to 100');
    await expect(store.get('u1', 'x'.repeat(101))).rejects.toThrow('1 to 100');
  });
});
