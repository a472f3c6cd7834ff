import { z } from 'zod';
import { readJson, writeAtomic } from '../files/atomic';
import { Layout } from '../layout';
import { addressSpecShape, memberSpecShape } from './resourceShapes';

const member = z.object({
  spec: memberSpecShape,
  ports: z.record(z.string(), z.number()),
  /** Whether `init` has come to its end since the data folder was empty. */
  initialized: z.boolean(),
});

const address = z.object({ spec: addressSpecShape, port: z.number() });

const manifest = z.object({
  uid: z.string(),
  /** Set before anything is deleted: a restart goes on with it. */
  removing: z.boolean().optional(),
  members: z.record(z.string(), member),
  addresses: z.record(z.string(), address),
  /** How `run` steps ended, by operation and step; the newest last. */
  runs: z.array(z.object({ key: z.string(), exit: z.number() })),
});

export type ManifestMember = z.infer<typeof member>;
export type ManifestAddress = z.infer<typeof address>;

/**
 * What an instance consists of on this machine: everything that is reserved
 * or written for it stands here first. Secrets and tokens are not filled in.
 */
export type Manifest = z.infer<typeof manifest>;

export function emptyManifest(uid: string): Manifest {
  return { uid, members: {}, addresses: {}, runs: [] };
}

export async function readManifest(
  layout: Layout,
  uid: string,
): Promise<Manifest | undefined> {
  const value = await readJson(layout.manifest(uid));
  return value === undefined ? undefined : manifest.parse(value);
}

export async function writeManifest(
  layout: Layout,
  value: Manifest,
): Promise<void> {
  await writeAtomic(layout.manifest(value.uid), JSON.stringify(value, null, 1));
}

/** The owner's name of a port in the port book. */
export function portOwner(uid: string, unit: string, port: string): string {
  return `${uid}/${unit}/${port}`;
}

/** Every port of an instance, with the name of its owner. */
export function portsOf(value: Manifest): Map<number, string> {
  const ports = new Map<number, string>();
  for (const [name, { ports: own }] of Object.entries(value.members)) {
    for (const [port, number] of Object.entries(own)) {
      ports.set(number, portOwner(value.uid, name, port));
    }
  }
  for (const [name, { port }] of Object.entries(value.addresses)) {
    ports.set(port, portOwner(value.uid, name, 'main'));
  }
  return ports;
}
