import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { ConflictError, InputError } from '@backstage/errors';
import { RecordStore } from '@dbaas-portal/plugin-dbaas-node';
import { isSafeName, safeName } from '../layout';
import { systemCode } from '../LocalError';
import { listFolder } from '../files/atomic';
import { asDiskFull } from '../location/disk';
import {
  addGeneration,
  newestGeneration,
  readNewest,
} from '../files/generations';

/**
 * Records as files: `<folder>/<id>/r<revision>.json`, the highest revision
 * counts. Any number of processes may read and write at the same time.
 */
export class RecordFiles<T extends { revision: number }>
  implements RecordStore<T>
{
  constructor(
    private readonly options: {
      folder: string;
      what: string;
      parse: (value: unknown) => value is T;
      changed: (id: string) => Promise<void>;
    },
  ) {}

  async ids(): Promise<string[]> {
    return (await listFolder(this.options.folder)).filter(isSafeName).sort();
  }

  async list(): Promise<T[]> {
    const records: T[] = [];
    for (const id of await this.ids()) {
      const record = await this.get(id);
      if (record) {
        records.push(record);
      }
    }
    return records;
  }

  async get(id: string): Promise<T | undefined> {
    const newest = await readNewest(this.folderOf(id));
    if (!newest) {
      return undefined;
    }
    const record: unknown = JSON.parse(newest.text);
    if (!this.options.parse(record) || record.revision !== newest.generation) {
      throw new Error(
        `The record of ${this.options.what} '${id}' cannot be read: revision ${newest.generation} is damaged`,
      );
    }
    return record;
  }

  async put(id: string, record: T): Promise<void> {
    const folder = this.folderOf(id);
    if (!Number.isInteger(record.revision) || record.revision < 1) {
      throw new InputError('A record begins with revision 1');
    }
    const stored = await newestGeneration(folder);
    if (stored !== record.revision - 1) {
      throw this.conflict(id, record.revision);
    }
    if (record.revision === 1) {
      await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    }
    const text = JSON.stringify(record);
    const added = await addGeneration(folder, record.revision, text).catch(
      error => {
        throw asDiskFull(error);
      },
    );
    if (!added) {
      throw this.conflict(id, record.revision);
    }
    await this.options.changed(id);
  }

  async delete(id: string): Promise<void> {
    const folder = this.folderOf(id);
    // Renamed first, so that nobody ever sees half of a record.
    const gone = path.join(
      this.options.folder,
      `.gone-${id}-${randomBytes(6).toString('hex')}`,
    );
    try {
      await fs.rename(folder, gone);
    } catch (error) {
      if (systemCode(error) === 'ENOENT') {
        return;
      }
      throw error;
    }
    await fs.rm(gone, { recursive: true, force: true });
    await this.options.changed(id);
  }

  /** Deletes what a crash in the middle of `delete` left. */
  async clearRests(): Promise<void> {
    for (const name of await listFolder(this.options.folder)) {
      if (name.startsWith('.gone-')) {
        await fs.rm(path.join(this.options.folder, name), {
          recursive: true,
          force: true,
        });
      }
    }
  }

  private folderOf(id: string): string {
    return path.join(this.options.folder, safeName(id, this.options.what));
  }

  private conflict(id: string, revision: number): ConflictError {
    return new ConflictError(
      `The record of ${
        this.options.what
      } '${id}' has changed meanwhile: it is not based on revision ${
        revision - 1
      } any more`,
    );
  }
}
