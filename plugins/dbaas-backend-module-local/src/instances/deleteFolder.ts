import fs from 'node:fs/promises';
import path from 'node:path';
import { listFolder } from '../files/atomic';
import { findMarked, killWorkersIn, signal } from '../supervisor/leftovers';
import { Machine } from './Machine';

/**
 * Deletes the folder of an instance and whatever still runs in it. The
 * manifest goes last: as long as anything is left, it tells so.
 */
export async function deleteInstanceFolder(machine: Machine, uid: string) {
  const folder = machine.layout.instance(uid);
  await killEverythingOf(machine, uid);
  for (const name of await listFolder(folder)) {
    if (name !== path.basename(machine.layout.manifest(uid))) {
      await fs.rm(path.join(folder, name), {
        recursive: true,
        force: true,
        maxRetries: 3,
      });
    }
  }
  await fs.rm(folder, { recursive: true, force: true, maxRetries: 3 });
  await machine.ports.keepOnly((_, owner) => !owner.startsWith(`${uid}/`));
}

/** Kills processes of an instance, also those that no state tells of. */
export async function killEverythingOf(machine: Machine, uid: string) {
  const { layout } = machine;
  for (const { pid } of await findMarked(`${layout.root}:${uid}:`)) {
    signal(pid, 'SIGKILL');
  }
  await killWorkersIn(layout.instance(uid));
}
