import { InstanceStatus } from '@dbaas-portal/plugin-dbaas-common';
import { LocalResource, primaryOfLocal } from '@dbaas-portal/plugin-dbaas-node';
import { createHash } from 'node:crypto';

const SERVER_ID = '--server-id=';

/** The members of an instance: `m1`, `m2`, … */
export function memberNames(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `m${i + 1}`);
}

/** Who is primary now; before anything is seen, the first member. */
export function currentPrimary(
  status: InstanceStatus,
  resources: LocalResource[],
): string {
  return primaryOfLocal(status, resources) ?? 'm1';
}

/** The argument by which a server knows its own transactions. */
export function serverIdArgument(id: number): string {
  return `${SERVER_ID}${id}`;
}

/**
 * A member's server id, for as long as its data live. A member that is made
 * anew under an old name gets another one: a server skips transactions of its
 * own id, and would never get those that its predecessor wrote as primary.
 */
export function serverIdOf(
  member: string,
  resources: LocalResource[],
  birth: string,
): number {
  const existing = resources
    .flatMap(r =>
      r.kind === 'LocalMember' && r.metadata.name === member ? r.spec.args : [],
    )
    .find(arg => arg.startsWith(SERVER_ID));
  if (existing) {
    return Number(existing.slice(SERVER_ID.length));
  }
  const hash = createHash('sha256').update(`${birth}/${member}`).digest();
  // Zero means “none”; 31 bits keep clear of every signed column.
  return hash.readUInt32BE(0) >>> 1 || 1;
}

/** Where members of a group look for each other. */
export function groupSeeds(status: InstanceStatus, members: string[]): string {
  return status.endpoints
    .filter(e => e.member !== undefined && members.includes(e.member))
    .map(({ host, port }) => `${host}:${port}`)
    .join(',');
}
