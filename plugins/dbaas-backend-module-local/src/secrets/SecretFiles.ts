import fs from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '@backstage/errors';
import { Credential, SecretStore } from '@dbaas-portal/plugin-dbaas-node';
import { z } from 'zod';
import { listFolder, readJson, writeAtomic } from '../files/atomic';
import { safeName } from '../layout';
import { asDiskFull } from '../location/disk';

const credential = z.object({
  username: z.string(),
  password: z.string(),
  previous: z.string().optional(),
});

/**
 * Credentials as files of mode 0600 in folders of mode 0700, which belong to
 * the backend's user; no server can read them.
 */
export class SecretFiles implements SecretStore {
  constructor(private readonly folder: string) {}

  async get(uid: string, name: string): Promise<Credential | undefined> {
    const value = await readJson(this.fileOf(uid, name));
    return value === undefined ? undefined : credential.parse(value);
  }

  async put(uid: string, name: string, value: Credential): Promise<void> {
    const file = this.fileOf(uid, name);
    await fs.mkdir(this.folder, { recursive: true, mode: 0o700 });
    await fs.mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await writeAtomic(file, JSON.stringify(credential.parse(value))).catch(
      error => {
        throw asDiskFull(error);
      },
    );
  }

  async delete(uid: string, name: string): Promise<void> {
    await fs.rm(this.fileOf(uid, name), { force: true });
  }

  async deleteAll(uid: string): Promise<void> {
    await fs.rm(this.folderOf(uid), { recursive: true, force: true });
  }

  /** Every password of an instance: what must not show in logs. */
  async passwords(uid: string): Promise<string[]> {
    const found: string[] = [];
    for (const name of await listFolder(this.folderOf(uid))) {
      if (name.startsWith('.')) {
        continue; // A file that is just being written.
      }
      const value = credential.safeParse(
        await readJson(path.join(this.folderOf(uid), name)),
      );
      if (value.success) {
        found.push(value.data.password);
        if (value.data.previous) {
          found.push(value.data.previous);
        }
      }
    }
    return found;
  }

  private folderOf(uid: string): string {
    return path.join(this.folder, safeName(uid, 'an instance'));
  }

  private fileOf(uid: string, name: string): string {
    if (name.length === 0 || name.length > 100) {
      throw new InputError('The name of a secret has 1 to 100 characters');
    }
    // Users' names hold capitals and underscores, and some file systems do
    // not tell capitals apart: whatever is not plain is written as its code.
    const plain = name.replace(
      /[^a-z0-9-]/gu,
      c => `_${c.codePointAt(0)?.toString(16)}_`,
    );
    return path.join(this.folderOf(uid), `${plain}.json`);
  }
}
