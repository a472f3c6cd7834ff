import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { writeAtomic } from '../files/atomic';
import { Launch } from '../supervisor/spawnProcess';
import { requireFreePort } from '../ports/requireFreePort';
import { Machine, markerOf } from './Machine';
import { Manifest } from './Manifest';

/** What an address needs to know of its instance. */
type Owner = { machine: Machine; uid: string; manifest: Manifest };

/** A plain script that is shipped beside `dist`, so that it is found in both. */
export function processScript(name: 'forwarder' | 'reaper'): string {
  return resolvePackagePath(
    '@dbaas-portal/plugin-dbaas-backend-module-local',
    'processes',
    `${name}.cjs`,
  );
}

/** Tells the running forwarder where to; it follows by itself. */
export async function writeTargets(
  instance: Owner,
  name: string,
): Promise<void> {
  const { machine, uid, manifest } = instance;
  const address = manifest.addresses[name];
  const targets = address.spec.targets.flatMap(target => {
    const port = manifest.members[target]?.ports.main;
    return port === undefined ? [] : [port];
  });
  // Readable for the forwarder, which has dropped its rights; no secrets.
  await writeAtomic(
    machine.layout.targets(uid, name),
    JSON.stringify({ targets }),
    { mode: 0o644 },
  );
}

export async function prepareForwarder(
  instance: Owner,
  name: string,
): Promise<Launch> {
  const { machine, uid, manifest } = instance;
  const { port } = manifest.addresses[name];
  await writeTargets(instance, name);
  await requireFreePort(port);
  const user = machine.user ? [machine.user.uid, machine.user.gid] : [];
  return {
    program: process.execPath,
    // The forwarder drops its rights itself, once Node and the script are
    // loaded: both may lie where only root can read.
    args: [
      processScript('forwarder'),
      machine.layout.targets(uid, name),
      String(port),
      ...user.map(String),
    ],
    env: {},
    cwd: machine.layout.states(uid),
    log: machine.layout.log(uid, name),
    marker: markerOf(machine, uid, name),
  };
}
