import { Instance } from '../instances/Instance';
import { makeInstanceFolders } from '../instances/folders';
import { emptyManifest, readManifest } from '../instances/Manifest';
import { deleteInstanceFolder } from '../instances/deleteFolder';
import { remove } from './remove';

/** Leaves nothing of an instance: no process, no port, no folder. */
export async function removeAll(instance: Instance): Promise<void> {
  const { machine, uid, manifest } = instance;
  if (!(await readManifest(machine.layout, uid))) {
    await makeInstanceFolders(machine, uid);
  }
  manifest.removing = true;
  try {
    await instance.save();
  } catch (error) {
    // Deleting is how a full disk gets room: it must work without any. The
    // operation goes on after a crash all the same, only the mark is missing.
    machine.settings.logger.warn(`Deletion of ${uid} is not noted: ${error}`);
  }
  await remove(instance, [
    ...Object.keys(manifest.addresses),
    ...Object.keys(manifest.members),
  ]);
  await deleteInstanceFolder(machine, uid);
  instance.manifest = emptyManifest(uid);
  machine.changed(uid);
}
