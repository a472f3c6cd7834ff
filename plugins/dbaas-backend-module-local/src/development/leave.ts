import { spawn } from 'node:child_process';
import { processScript } from '../instances/forwarder';
import { Instances } from '../instances/Instances';
import { Machine } from '../instances/Machine';
import { identityOf } from '../lock/identity';
import { writeAtomic } from '../files/atomic';
import path from 'node:path';

/**
 * How long servers wait for the next backend while the development runner
 * lives: long enough to compile on a busy machine.
 */
const WAIT_SECONDS = 60;

/**
 * Leaves the processes to the next backend, and a small process that ends
 * them if none comes.
 */
export async function leaveToReaper(machine: Machine, instances: Instances) {
  const { layout } = machine;
  const units = instances.units().flatMap(({ instance, unit }) => {
    const identity = unit.process;
    const stop = instance.manifest.members[unit.name]?.spec.stop;
    return identity
      ? [{ ...identity, ...(stop ?? { signal: 'SIGTERM', timeoutSeconds: 3 }) }]
      : [];
  });
  if (units.length === 0) {
    return;
  }
  const plan = path.join(layout.root, 'left.json');
  await writeAtomic(
    plan,
    JSON.stringify({
      lock: layout.lock(),
      leaver: identityOf(process.pid),
      parent: identityOf(process.ppid),
      waitSeconds: WAIT_SECONDS,
      units,
    }),
  );
  const child = spawn(process.execPath, [processScript('reaper'), plan], {
    detached: true,
    stdio: 'ignore',
    env: {},
    cwd: layout.root,
  });
  child.on('error', error =>
    machine.settings.logger.error(`No reaper could be started: ${error}`),
  );
  child.unref();
}
