import fs from 'node:fs/promises';
import path from 'node:path';

const MAX_ENTRIES = 200_000;

/**
 * What a folder takes on the disk, in MiB. Bounded: beyond the bound of
 * entries nothing is told rather than something wrong.
 */
export async function storageOf(folder: string): Promise<number | undefined> {
  let bytes = 0;
  let entries = 0;
  const folders = [folder];
  for (let at = folders.pop(); at; at = folders.pop()) {
    const names = await fs.readdir(at, { withFileTypes: true }).catch(() => []); // Deleted while we looked.
    for (const entry of names) {
      entries += 1;
      if (entries > MAX_ENTRIES) {
        return undefined;
      }
      const full = path.join(at, entry.name);
      if (entry.isDirectory()) {
        folders.push(full);
      } else {
        const stat = await fs.lstat(full).catch(() => undefined);
        bytes += (stat?.blocks ?? 0) * 512;
      }
    }
  }
  return Math.round(bytes / 1024 / 1024);
}
