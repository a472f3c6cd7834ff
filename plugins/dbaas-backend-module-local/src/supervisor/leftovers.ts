import fs from 'node:fs/promises';
import { ProcessIdentity, processInfo } from '../lock/identity';
import { MARKER } from './spawnProcess';

/** Signals a process, if it is there. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended: that is what was wanted, or will be noticed elsewhere.
  }
}

/**
 * Kills a process and its group. If the number belongs to another process by
 * now, the group is another's as well and nothing happens.
 */
export function killGroup(identity: ProcessIdentity): void {
  const now = processInfo(identity.pid);
  if (!now || now.started === identity.started) {
    signal(-identity.pid, 'SIGKILL');
  }
}

export type MarkedProcess = { pid: number; marker: string };

/** Processes of this machine that carry a marker of ours; Linux only. */
export async function findMarked(prefix: string): Promise<MarkedProcess[]> {
  const found: MarkedProcess[] = [];
  const start = `${MARKER}=${prefix}`;
  for (const pid of await processNumbers()) {
    const environment = await fs
      .readFile(`/proc/${pid}/environ`, 'utf8')
      .catch(() => '');
    const entry = environment.split('\0').find(e => e.startsWith(start));
    if (entry && processInfo(pid)) {
      found.push({ pid, marker: entry.slice(MARKER.length + 1) });
    }
  }
  return found;
}

/**
 * Kills what a server left behind: some servers give their children groups of
 * their own and overwrite their environment, so they are known by where they
 * work. What has a terminal is a person's shell and none of ours.
 */
export async function killWorkersIn(folder: string): Promise<void> {
  for (const pid of await processNumbers()) {
    const place = await fs.readlink(`/proc/${pid}/cwd`).catch(() => '');
    if (place !== folder && !place.startsWith(`${folder}/`)) {
      continue;
    }
    if (pid !== process.pid && processInfo(pid)?.terminal === false) {
      signal(pid, 'SIGKILL');
    }
  }
}

async function processNumbers(): Promise<number[]> {
  const names = await fs.readdir('/proc').catch(() => []);
  return names.filter(name => /^\d+$/.test(name)).map(Number);
}
