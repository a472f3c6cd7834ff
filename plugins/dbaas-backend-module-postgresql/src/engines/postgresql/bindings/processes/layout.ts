import {
  InstanceSpec,
  InstanceStatus,
} from '@dbaas-portal/plugin-dbaas-common';
import { LocalResource, primaryOfLocal } from '@dbaas-portal/plugin-dbaas-node';
import { SINGLE } from '../../descriptor';

const PREFIX = 'pg-';

/** Which members there shall be, and who of them is the primary. */
export type Layout = {
  primary: string;
  replicas: string[];
  /** Members that are there and shall not be. */
  surplus: string[];
};

function numberOf(name: string): number {
  return Number(name.slice(PREFIX.length));
}

export function membersIn(resources: LocalResource[]): string[] {
  return resources
    .flatMap(r => (r.kind === 'LocalMember' ? [r.metadata.name] : []))
    .sort((a, b) => numberOf(a) - numberOf(b));
}

/** Who takes writes; before anything is seen, the first member. */
export function currentPrimary(
  resources: LocalResource[],
  status: InstanceStatus,
): string {
  return (
    primaryOfLocal(status, resources) ?? membersIn(resources)[0] ?? `${PREFIX}1`
  );
}

/**
 * Members keep their numbers for life. New ones take the lowest free ones; of
 * too many, the replicas with the highest numbers go.
 */
export function arrange(
  spec: InstanceSpec,
  present: string[],
  primary: string,
): Layout {
  if (spec.topology === SINGLE) {
    return {
      primary,
      replicas: [],
      surplus: present.filter(n => n !== primary),
    };
  }
  const kept = present
    .filter(name => name !== primary)
    .slice(0, spec.members - 1);
  for (let n = 1; kept.length < spec.members - 1; n++) {
    const name = `${PREFIX}${n}`;
    if (name !== primary && !kept.includes(name)) {
      kept.push(name);
    }
  }
  kept.sort((a, b) => numberOf(a) - numberOf(b));
  return {
    primary,
    replicas: kept,
    surplus: present.filter(n => n !== primary && !kept.includes(n)),
  };
}

/** The replication slot of a member; slots take no dashes. */
export function slotOf(member: string): string {
  return member.replace(/-/g, '_');
}
