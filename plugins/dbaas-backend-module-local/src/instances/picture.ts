import { Observed, LocalResource } from '@dbaas-portal/plugin-dbaas-node';
import { UnitState } from '../supervisor/unitState';
import { Manifest } from './Manifest';

/** What the core is shown of an instance: the manifest and what is seen. */
export function pictureOf(
  manifest: Manifest,
  stateOf: (name: string) => UnitState,
  observedAt: string,
): Observed<LocalResource>[] {
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

function withoutAbsent<T extends object>(value: T): T {
  const copy = { ...value };
  for (const key of Object.keys(copy)) {
    if (copy[key as keyof T] === undefined) {
      delete copy[key as keyof T];
    }
  }
  return copy;
}
