import fs from 'node:fs/promises';
import path from 'node:path';
import { listFolder, readJson } from '../files/atomic';
import { isSafeName } from '../layout';
import { identityOf, isAlive } from '../lock/identity';
import { removeAll } from '../steps/removeAll';
import {
  findMarked,
  killGroup,
  killWorkersIn,
  MarkedProcess,
  signal,
} from '../supervisor/leftovers';
import { deleteInstanceFolder, killEverythingOf } from './deleteFolder';
import { Instance } from './Instance';
import { Instances } from './Instances';
import { Machine, markerOf } from './Machine';
import { portsOf, readManifest } from './Manifest';

/**
 * Brings the machine back to what the manifests say, after whatever ended the
 * backend before: takes back what runs, starts what shall run, finishes what
 * was being deleted, and clears away what belongs to nothing.
 */
export async function recover(
  machine: Machine,
  instances: Instances,
  hasRecord: (uid: string) => Promise<boolean>,
): Promise<void> {
  const { layout, settings } = machine;
  const marked = await findMarked(`${layout.root}:`);
  for (const uid of await listFolder(layout.instances())) {
    if (!isSafeName(uid)) {
      continue;
    }
    try {
      await recoverInstance(machine, instances, uid, { marked, hasRecord });
    } catch (error) {
      // One damaged instance must not keep the others down.
      settings.logger.error(`Instance ${uid} cannot be taken up: ${error}`);
    }
  }
  await killStrangers(machine, instances);
  const ports = new Map(instances.all().flatMap(i => [...portsOf(i.manifest)]));
  await machine.ports.keepOnly((port, owner) => ports.get(port) === owner);
}

async function recoverInstance(
  machine: Machine,
  instances: Instances,
  uid: string,
  seen: {
    marked: MarkedProcess[];
    hasRecord: (uid: string) => Promise<boolean>;
  },
) {
  const { layout, settings } = machine;
  if (!(await readManifest(layout, uid))) {
    // The manifest is written before anything of worth: this is a beginning.
    await deleteInstanceFolder(machine, uid);
    return;
  }
  const instance = await instances.open(uid);
  await killCommands(instance, seen.marked);
  if (instance.manifest.removing) {
    await removeAll(instance);
    instances.forget(uid);
    return;
  }
  if (!(await seen.hasRecord(uid))) {
    instances.forget(uid);
    await setAside(machine, uid);
    settings.logger.warn(
      `Instance ${uid} has data but no record; its folder was moved to ${layout.lost()}`,
    );
    return;
  }
  await takeUp(instance, seen.marked);
}

async function takeUp(instance: Instance, marked: MarkedProcess[]) {
  const { manifest } = instance;
  const wanted = [
    ...Object.entries(manifest.members).map(
      ([name, m]) => [name, m.spec.running && m.initialized] as const,
    ),
    ...Object.entries(manifest.addresses).map(
      ([name, a]) => [name, a.spec.running] as const,
    ),
  ];
  for (const [name, running] of wanted) {
    const unit = await instance.unit(name);
    if (unit.status.launching) {
      await endUnnoted(instance, name, marked);
    }
    const isBack = unit.adopt();
    if (running && !isBack) {
      unit.resume();
    } else if (!running && isBack) {
      await unit.stop();
    }
  }
}

/**
 * A backend that was killed between making a process and noting its number
 * leaves one that only its marker tells of. It is ended; nothing uses it yet.
 */
async function endUnnoted(
  { machine, uid, manifest }: Instance,
  name: string,
  marked: MarkedProcess[],
) {
  const marker = markerOf(machine, uid, name);
  for (const found of marked) {
    if (found.marker === marker) {
      signal(-found.pid, 'SIGKILL');
      signal(found.pid, 'SIGKILL');
    }
  }
  // Some servers overwrite their environment, and the marker with it.
  if (name in manifest.members) {
    await killWorkersIn(machine.layout.member(uid, name));
  }
}

/** Ends commands of a step that will be executed again. */
async function killCommands(
  { machine, uid }: Instance,
  marked: MarkedProcess[],
) {
  const folder = machine.layout.states(uid);
  for (const file of await listFolder(folder)) {
    if (!file.endsWith('.command.json')) {
      continue;
    }
    const noted: unknown = await readJson(path.join(folder, file)).catch(
      () => undefined,
    );
    if (isIdentity(noted) && isAlive(noted)) {
      killGroup(noted);
    }
    await fs.rm(path.join(folder, file), { force: true });
  }
  for (const { pid, marker } of marked) {
    const isOurs = marker.startsWith(markerOf(machine, uid, ''));
    if (isOurs && marker.endsWith('.command')) {
      signal(-pid, 'SIGKILL');
      signal(pid, 'SIGKILL');
    }
  }
}

function isIdentity(value: unknown): value is { pid: number; started: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'started' in value &&
    typeof value.started === 'string'
  );
}

/** Data is never deleted unasked: it is stopped and moved out of the way. */
async function setAside(machine: Machine, uid: string) {
  const { layout } = machine;
  await killEverythingOf(machine, uid);
  await fs.mkdir(layout.lost(), { recursive: true, mode: 0o700 });
  await fs.rename(
    layout.instance(uid),
    path.join(layout.lost(), `${uid}-${Date.now()}`),
  );
}

/** Kills processes with our marker that no unit has. */
async function killStrangers(machine: Machine, instances: Instances) {
  const ours = new Set(
    instances
      .units()
      .map(({ instance, unit }) => markerOf(machine, instance.uid, unit.name)),
  );
  for (const { pid, marker } of await findMarked(`${machine.layout.root}:`)) {
    if (!ours.has(marker) && identityOf(pid)) {
      signal(pid, 'SIGKILL');
    }
  }
}
