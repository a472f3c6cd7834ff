import fs from 'node:fs/promises';
import path from 'node:path';
import { LocalMemberSpec } from '@dbaas-portal/plugin-dbaas-node';
import { deleteMemberFile, writeMemberFile } from '../instances/folders';
import { Machine } from '../instances/Machine';
import { isSound } from './Authority';
import { hostsOf } from './x509';

const KEY = 'tls/server.key';
const CERTIFICATE = 'tls/server.crt';
const AUTHORITY = 'tls/ca.crt';

/** Members listen on loopback, whatever else they are called. */
const ALWAYS = ['localhost', '127.0.0.1'];

/**
 * Makes the certificate of a member, or leaves the one that is there when it
 * still is what is wanted. Written whole, key first: what does not fit together
 * is made again.
 */
export async function ensureCertificate(
  machine: Machine,
  uid: string,
  member: string,
  wanted: NonNullable<LocalMemberSpec['certificate']>,
): Promise<void> {
  const hosts = [...new Set([...ALWAYS, ...wanted.names])];
  const base = machine.layout.member(uid, member);
  const read = (file: string) => readPlain(path.join(base, file));
  const certificate = await read(CERTIFICATE);
  const key = await read(KEY);
  const write = (file: string, content: string) =>
    writeMemberFile(machine, uid, member, { path: file, content });
  const { authority } = machine;
  if (
    !certificate ||
    !key ||
    !isSound({ certificate, key }) ||
    !isFor(certificate, hosts) ||
    !(await authority.hasSigned(certificate))
  ) {
    const made = await authority.sign(`${member} of ${uid}`, hosts);
    await write(KEY, made.key);
    await write(CERTIFICATE, made.certificate);
  }
  const ca = await authority.certificate();
  if ((await read(AUTHORITY)) !== ca) {
    await write(AUTHORITY, ca);
  }
}

/** Deletes the certificate of a member that wants none any more. */
export async function deleteCertificate(
  machine: Machine,
  uid: string,
  member: string,
): Promise<void> {
  for (const file of [KEY, CERTIFICATE, AUTHORITY]) {
    await deleteMemberFile(machine, uid, member, { path: file, content: '' });
  }
}

function isFor(certificate: string, hosts: string[]): boolean {
  return hostsOf(certificate).sort().join(' ') === [...hosts].sort().join(' ');
}

/** The server may write here: what is no plain file of a sane size is none. */
async function readPlain(file: string): Promise<string | undefined> {
  try {
    const stat = await fs.lstat(file);
    return stat.isFile() && stat.size < 64 * 1024
      ? await fs.readFile(file, 'utf8')
      : undefined;
  } catch {
    return undefined; // Not there: it will be made.
  }
}
