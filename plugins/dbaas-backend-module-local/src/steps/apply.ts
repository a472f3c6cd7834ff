import { InputError } from '@backstage/errors';
import { deleteCertificate } from '../certificates/member';
import {
  deleteMemberFile,
  emptyData,
  makeInstanceFolders,
  makeMemberFolders,
} from '../instances/folders';
import { writeTargets } from '../instances/forwarder';
import { Instance } from '../instances/Instance';
import { portOwner } from '../instances/Manifest';
import {
  DesiredAddress,
  DesiredMember,
  DesiredResource,
} from '../instances/resourceShapes';
import { requireDisk } from '../location/disk';
import { throwIfAborted } from '../supervisor/runCommand';
import { runMemberCommand } from './command';
import { checkResources } from './check';

/** Makes manifests and processes as the resources say. */
export async function apply(
  instance: Instance,
  resources: DesiredResource[],
  signal: AbortSignal,
): Promise<void> {
  const { machine } = instance;
  checkResources(machine.settings, instance.manifest, resources);
  const isNew = resources.some(
    r =>
      r.kind === 'LocalMember' && !instance.manifest.members[r.metadata.name],
  );
  if (isNew) {
    await requireDisk(machine);
  }
  await makeInstanceFolders(machine, instance.uid);
  await instance.save(); // The folder never stands without its manifest.
  await note(instance, resources);
  for (const resource of resources) {
    throwIfAborted(signal, 'apply');
    if (resource.kind === 'LocalMember') {
      await applyMember(instance, resource, signal);
    } else {
      await applyAddress(instance, resource);
    }
  }
}

/** Writes down everything before any of it is made. */
async function note(instance: Instance, resources: DesiredResource[]) {
  const { machine, uid, manifest } = instance;
  for (const { kind, metadata, spec } of resources) {
    const { name } = metadata;
    if (kind === 'LocalMember') {
      const before = manifest.members[name];
      const ports: Record<string, number> = {};
      for (const port of spec.ports) {
        ports[port] =
          before?.ports[port] ??
          (await machine.ports.reserve(portOwner(uid, name, port)));
      }
      for (const [port, number] of Object.entries(before?.ports ?? {})) {
        if (!(port in ports)) {
          await machine.ports.release(number, portOwner(uid, name, port));
        }
      }
      for (const file of before?.spec.files ?? []) {
        if (!spec.files.some(f => f.path === file.path)) {
          await deleteMemberFile(machine, uid, name, file);
        }
      }
      if (before?.spec.certificate && !spec.certificate) {
        await deleteCertificate(machine, uid, name);
      }
      manifest.members[name] = {
        spec,
        ports,
        initialized: before?.initialized ?? false,
      };
    } else {
      const port =
        manifest.addresses[name]?.port ??
        (await machine.ports.reserve(portOwner(uid, name, 'main')));
      manifest.addresses[name] = { spec, port };
    }
  }
  await instance.save();
}

async function applyMember(
  instance: Instance,
  { metadata: { name } }: DesiredMember,
  signal: AbortSignal,
) {
  const unit = await instance.unit(name);
  const member = instance.member(name);
  const ranBefore = unit.process !== undefined;
  try {
    if (!member.spec.running) {
      await unit.stop();
    }
    await makeMemberFolders(instance.machine, instance.uid, name);
    if (!member.initialized) {
      await initialize(instance, name, signal);
    }
    await instance.writeFiles(name);
    throwIfAborted(signal, name);
    if (member.spec.running) {
      await unit.start();
    }
  } catch (error) {
    // What ran before goes on with the files it was started with: a full disk
    // shall not make an outage of a change that failed.
    if (!ranBefore) {
      await unit.stop();
    }
    throw error;
  }
}

/** Runs `init` from the beginning; a half of it is never gone on with. */
export async function initialize(
  instance: Instance,
  name: string,
  signal: AbortSignal,
) {
  const member = instance.member(name);
  if (member.spec.init.length > 0) {
    await emptyData(instance.machine, instance.uid, name);
    await instance.writeFiles(name);
    for (const command of member.spec.init) {
      await runMemberCommand(instance, name, command, signal);
    }
  }
  member.initialized = true;
  await instance.save();
}

async function applyAddress(
  instance: Instance,
  { metadata: { name }, spec }: DesiredAddress,
) {
  for (const target of spec.targets) {
    if (instance.member(target).ports.main === undefined) {
      throw new InputError(`Member '${target}' has no port 'main'`);
    }
  }
  const unit = await instance.unit(name);
  if (spec.running) {
    await writeTargets(instance, name);
    await unit.start();
  } else {
    await unit.stop();
  }
}
