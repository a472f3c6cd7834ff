import { Instance } from '../instances/Instance';
import { throwIfAborted } from '../supervisor/runCommand';

/** Stops and starts members one by one; stopped ones stay stopped. */
export async function restart(
  instance: Instance,
  members: string[],
  signal: AbortSignal,
): Promise<void> {
  members.forEach(name => instance.member(name));
  for (const name of members) {
    throwIfAborted(signal, 'restart');
    const unit = await instance.unit(name);
    if (instance.member(name).spec.running) {
      await unit.restart();
    } else {
      await unit.stop();
    }
  }
}
