import { Observed, LocalResource } from '@dbaas-portal/plugin-dbaas-node';
import { readText } from '../files/atomic';
import { Layout } from '../layout';
import {
  INITIAL_STATE,
  parseUnitState,
  UnitState,
} from '../supervisor/unitState';
import { Manifest, readManifest } from './Manifest';

/** What the core is shown of an instance: the manifest and what is seen. */
export function pictureOf(
  manifest: Manifest,
  known: (name: string) => UnitState | undefined,
): Observed<LocalResource>[] {
  const observedAt = new Date().toISOString();
  const stateOf = (name: string) => known(name) ?? INITIAL_STATE;
  const members = Object.entries(manifest.members).map(([name, member]) => {
    const { started: _, launching: __, ...seen } = stateOf(name);
    const resource: LocalResource = {
      kind: 'LocalMember',
      metadata: { name },
      spec: member.spec,
      status: { ...withoutAbsent(seen), ports: member.ports },
    };
    return { resource, incarnation: member.spec.incarnation, observedAt };
  });
  const addresses = Object.entries(manifest.addresses).flatMap(
    ([name, { spec, port }]): Observed<LocalResource>[] => {
      if (name !== 'rw' && name !== 'ro') {
        return [];
      }
      const { pid, listening } = stateOf(name);
      const resource: LocalResource = {
        kind: 'LocalAddress',
        metadata: { name },
        spec,
        status: { port, listening, ...(pid === undefined ? {} : { pid }) },
      };
      return [{ resource, incarnation: spec.incarnation, observedAt }];
    },
  );
  return [...members, ...addresses];
}

/** The same as a backend sees it that does not run the processes. */
export async function pictureFromFiles(
  layout: Layout,
  uid: string,
): Promise<Observed<LocalResource>[]> {
  const manifest = await readManifest(layout, uid);
  if (!manifest) {
    return [];
  }
  const states = new Map<string, UnitState>();
  for (const name of [
    ...Object.keys(manifest.members),
    ...Object.keys(manifest.addresses),
  ]) {
    states.set(name, parseUnitState(await readText(layout.state(uid, name))));
  }
  return pictureOf(manifest, name => states.get(name));
}

function withoutAbsent<T extends object>(value: T): T {
  const copy = { ...value };
  for (const key of Object.keys(copy)) {
    if (copy[key as keyof T] === undefined) {
      delete copy[key as keyof T];
    }
  }
  return copy;
}
