import fs from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '@backstage/errors';
import { LocalFile } from '@dbaas-portal/plugin-dbaas-node';
import { writeAtomic } from '../files/atomic';
import { Machine } from './Machine';

/** Makes the folders of an instance, passable for the servers' user. */
export async function makeInstanceFolders(machine: Machine, uid: string) {
  const { layout } = machine;
  await fs.mkdir(layout.instances(), { recursive: true });
  await fs.mkdir(layout.instance(uid), { recursive: true, mode: 0o700 });
  await fs.chmod(layout.instance(uid), machine.user ? 0o711 : 0o700);
  // The forwarder looks for changes in it; the states themselves are 0600.
  await fs.mkdir(layout.states(uid), { recursive: true, mode: 0o700 });
  await fs.chmod(layout.states(uid), machine.user ? 0o755 : 0o700);
  await fs.mkdir(layout.logs(uid), { recursive: true, mode: 0o700 });
}

/** Makes the folder of a member and its data folder, owned by the server. */
export async function makeMemberFolders(
  machine: Machine,
  uid: string,
  member: string,
) {
  for (const folder of [
    machine.layout.member(uid, member),
    machine.layout.data(uid, member),
  ]) {
    await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    await own(machine, folder);
  }
}

/** Empties the data folder of a member. */
export async function emptyData(machine: Machine, uid: string, member: string) {
  const folder = machine.layout.data(uid, member);
  await fs.rm(folder, { recursive: true, force: true, maxRetries: 3 });
  await makeMemberFolders(machine, uid, member);
}

/** A path of a member's file that leads nowhere else, or an error. */
export function checkFilePath(file: LocalFile): string {
  const normal = path.posix.normalize(file.path);
  if (
    normal !== file.path ||
    path.posix.isAbsolute(normal) ||
    normal.split('/').some(part => part === '..' || part === '.') ||
    normal.endsWith('/') ||
    normal === 'data' ||
    normal.includes('\0') ||
    normal.length > 200
  ) {
    throw new InputError(
      `'${file.path}' is not a path of a file in the member's folder`,
    );
  }
  return normal;
}

/** Whether a file stands among the data, which `init` wants empty. */
export function isDataFile(file: LocalFile): boolean {
  return file.path.startsWith('data/');
}

/** Writes a file with mode 0600 for the server's user. */
export async function writeMemberFile(
  machine: Machine,
  uid: string,
  member: string,
  file: LocalFile,
) {
  const base = machine.layout.member(uid, member);
  const target = path.join(base, checkFilePath(file));
  const parts = path.relative(base, path.dirname(target)).split(path.sep);
  let folder = base;
  for (const part of parts.filter(Boolean)) {
    folder = path.join(folder, part);
    await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    await own(machine, folder);
  }
  await refuseLinks(base, folder);
  await writeAtomic(target, file.content, { owner: machine.user });
}

/** Deletes a file that the member has no more. */
export async function deleteMemberFile(
  machine: Machine,
  uid: string,
  member: string,
  file: LocalFile,
) {
  const base = machine.layout.member(uid, member);
  const target = path.join(base, checkFilePath(file));
  await refuseLinks(base, path.dirname(target)).then(
    () => fs.rm(target, { force: true }),
    () => {}, // Its folder is gone, or is none of ours.
  );
}

// The server owns these folders; it shall not lead the backend elsewhere.
async function refuseLinks(base: string, folder: string) {
  const [realBase, real] = await Promise.all([
    fs.realpath(base),
    fs.realpath(folder),
  ]);
  if (real !== realBase && !real.startsWith(`${realBase}${path.sep}`)) {
    throw new InputError(`${folder} leads out of the member's folder`);
  }
}

async function own(machine: Machine, folder: string) {
  if (machine.user) {
    await fs.lchown(folder, machine.user.uid, machine.user.gid);
  }
}
