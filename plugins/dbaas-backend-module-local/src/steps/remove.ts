import fs from 'node:fs/promises';
import { writeTargets } from '../instances/forwarder';
import { Instance } from '../instances/Instance';
import { portOwner } from '../instances/Manifest';

/** Stops and deletes members and addresses; what is gone already is fine. */
export async function remove(
  instance: Instance,
  names: string[],
): Promise<void> {
  const { machine, uid, manifest } = instance;
  const { layout } = machine;
  const known = names.filter(
    name => name in manifest.members || name in manifest.addresses,
  );
  await Promise.all(
    known.map(async name => (await instance.unit(name)).stop()),
  );
  for (const name of known) {
    const ports = manifest.members[name]?.ports ?? {
      main: manifest.addresses[name].port,
    };
    await fs.rm(layout.member(uid, name), {
      recursive: true,
      force: true,
      maxRetries: 3,
    });
    for (const file of [
      layout.log(uid, name),
      `${layout.log(uid, name)}.1`,
      layout.commandLog(uid, name),
      layout.command(uid, name),
      layout.targets(uid, name),
      layout.state(uid, name),
    ]) {
      await fs.rm(file, { force: true });
    }
    instance.units.delete(name);
    delete manifest.members[name];
    delete manifest.addresses[name];
    await instance.save();
    for (const [port, number] of Object.entries(ports)) {
      await machine.ports.release(number, portOwner(uid, name, port));
    }
  }
  for (const name of Object.keys(manifest.addresses)) {
    await writeTargets(instance, name); // A removed member is no target.
  }
}
