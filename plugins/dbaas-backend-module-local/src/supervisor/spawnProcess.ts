import { ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { LocalError } from '../LocalError';
import { identityOf, ProcessIdentity } from '../lock/identity';
import { ServerUser } from './user';

export type Launch = {
  program: string;
  args: string[];
  env: Record<string, string>;
  cwd: string;
  log: string;
  /** Marks the process and its children as this unit's, for later. */
  marker: string;
  /** Absent: the program drops its rights by itself (the forwarder). */
  user?: ServerUser;
};

/** Environment variable that tells whose process it is. */
export const MARKER = 'DBAAS_LOCAL_UNIT';

export type Spawned = { child: ChildProcess; identity: ProcessIdentity };

/**
 * Starts a program in a process group of its own, with nothing of the
 * backend's environment, so that it outlives a kill of the backend.
 */
export async function spawnProcess(launch: Launch): Promise<Spawned> {
  const log = openSync(launch.log, 'a', 0o600);
  let child: ChildProcess;
  try {
    child = spawn(launch.program, launch.args, {
      cwd: launch.cwd,
      env: {
        PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        HOME: launch.cwd,
        LANG: 'C.UTF-8',
        LC_ALL: 'C.UTF-8',
        ...launch.env,
        [MARKER]: launch.marker,
      },
      detached: true,
      stdio: ['ignore', log, log],
      ...(launch.user ? { uid: launch.user.uid, gid: launch.user.gid } : {}),
    });
  } catch (error) {
    throw cannotStart(launch.program, error);
  } finally {
    closeSync(log);
  }
  if (child.pid === undefined) {
    const error = await new Promise(resolve => child.once('error', resolve));
    throw cannotStart(launch.program, error);
  }
  child.on('error', () => {}); // Of signals that come too late.
  // It may have ended already; then its number is all there is to know.
  const identity = identityOf(child.pid) ?? { pid: child.pid, started: '' };
  return { child, identity };
}

function cannotStart(program: string, error: unknown): LocalError {
  const detail = error instanceof Error ? error.message : String(error);
  return new LocalError(
    'program-missing',
    {
      en: `${program} cannot be started: ${detail}`,
      zh: `无法启动 ${program}:${detail}`,
    },
    { params: { program }, cause: error },
  );
}
