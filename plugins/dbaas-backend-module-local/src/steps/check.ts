import path from 'node:path';
import { InputError } from '@backstage/errors';
import { LocalCommand } from '@dbaas-portal/plugin-dbaas-node';
import { checkFilePath } from '../instances/folders';
import { Manifest } from '../instances/Manifest';
import { DesiredMember, DesiredResource } from '../instances/resourceShapes';
import { safeName } from '../layout';
import { LocalSettings } from '../options';

const MAX_RESOURCES = 32;

/** Throws an `InputError` for resources that cannot be applied here. */
export function checkResources(
  settings: Pick<LocalSettings, 'maxMemberMemoryMib'>,
  manifest: Pick<Manifest, 'members' | 'addresses'>,
  resources: DesiredResource[],
): void {
  const kinds = new Map<string, string>([
    ...Object.keys(manifest.members).map(n => [n, 'LocalMember'] as const),
    ...Object.keys(manifest.addresses).map(n => [n, 'LocalAddress'] as const),
  ]);
  const names = new Set<string>();
  for (const { kind, metadata } of resources) {
    const name = safeName(metadata.name, 'a resource');
    if (names.has(name) || (kinds.get(name) ?? kind) !== kind) {
      throw new InputError(`Two resources have the name '${name}'`);
    }
    names.add(name);
    kinds.set(name, kind);
  }
  if (kinds.size > MAX_RESOURCES) {
    throw new InputError(
      `An instance has at most ${MAX_RESOURCES} members and addresses here`,
    );
  }
  for (const resource of resources) {
    if (resource.kind === 'LocalMember') {
      checkMember(settings, resource);
    } else {
      for (const target of resource.spec.targets) {
        if (kinds.get(target) !== 'LocalMember') {
          throw new InputError(`There is no member '${target}'`);
        }
      }
    }
  }
}

function checkMember(
  settings: Pick<LocalSettings, 'maxMemberMemoryMib'>,
  { metadata: { name }, spec }: DesiredMember,
) {
  checkProgram(spec);
  spec.init.forEach(checkProgram);
  spec.ports.forEach(port => safeName(port, 'a port'));
  spec.files.forEach(checkFilePath);
  if (spec.resources.memoryMib > settings.maxMemberMemoryMib) {
    throw new InputError(
      `Member '${name}' asks for ${spec.resources.memoryMib} MiB of memory; at most ${settings.maxMemberMemoryMib} MiB are allowed here (dbaas.local.maxMemberMemoryMib)`,
    );
  }
}

/** Only whole paths: what runs must not depend on anybody's PATH. */
export function checkProgram({ program }: Pick<LocalCommand, 'program'>) {
  if (!path.isAbsolute(program)) {
    throw new InputError(`'${program}' is not an absolute path of a program`);
  }
}
