import { JsonObject } from '@backstage/types';
import { Probe } from '@dbaas-portal/plugin-dbaas-node';
import type { MysqlSession } from './MysqlSession';
import { GroupFlavour } from './flavour';

const PRESENT = ['ONLINE', 'RECOVERING'];

/** A member of a group, as it sees itself and the others. */
export type GroupView = {
  /** ONLINE, RECOVERING, OFFLINE or ERROR. */
  state: string;
  leads: boolean;
  /** Whether more than half of the members that it knows are there. */
  quorum: boolean;
  present: number;
  known: number;
};

/** Absent for a server that is made for no group. */
export async function viewOf(
  session: MysqlSession,
): Promise<{ view: GroupView; group: GroupFlavour } | undefined> {
  const { group } = session.flavour;
  const rows = group ? await session.query(group.members) : [];
  const own = rows.find(row => row.own === '1');
  if (!group || rows.length === 0) {
    return undefined;
  }
  const present = rows.filter(r => PRESENT.includes(r.state ?? '')).length;
  return {
    group,
    view: {
      state: own?.state ?? 'OFFLINE',
      leads: own?.role === 'PRIMARY',
      quorum: present * 2 > rows.length,
      present,
      known: rows.length,
    },
  };
}

/**
 * What a member of a group is: the primary only where its group can still
 * decide, because without a quorum no write ends.
 */
export async function probeOfGroup(
  session: MysqlSession,
  facts: { readOnly: boolean } & JsonObject,
  version: string,
): Promise<Probe | undefined> {
  const found = await viewOf(session);
  if (!found) {
    return undefined;
  }
  const { view, group } = found;
  const online = view.state === 'ONLINE' && view.quorum;
  const all = { ...facts, linked: online, group: view };
  if (online && view.leads && !facts.readOnly) {
    return { role: 'primary', version, facts: all };
  }
  const [backlog] = online ? await session.query(group.backlog) : [];
  return {
    role: 'replica',
    version,
    // The server counts transactions; none waiting is the one sure figure.
    ...(backlog?.waiting === '0' ? { lagSeconds: 0 } : {}),
    facts: all,
  };
}
