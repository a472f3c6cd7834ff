import { Instance } from '../instances/Instance';
import { emptyData } from '../instances/folders';

/** Stops a member and empties its data folder, so that `init` runs again. */
export async function wipe(instance: Instance, name: string): Promise<void> {
  const member = instance.member(name);
  await (await instance.unit(name)).stop();
  member.initialized = false;
  await instance.save();
  await emptyData(instance.machine, instance.uid, name);
}
