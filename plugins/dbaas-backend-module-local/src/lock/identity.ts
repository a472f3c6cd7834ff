import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

/**
 * A process by its number and its time of start, since numbers are used again.
 */
export type ProcessIdentity = { pid: number; started: string };

/** What the system tells about a process. */
export type ProcessInfo = ProcessIdentity & {
  parent: number;
  group: number;
  terminal: boolean;
};

let bootId: string | undefined;

function boot(): string {
  if (bootId === undefined) {
    try {
      bootId = fs
        .readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')
        .trim()
        .slice(0, 8);
    } catch {
      bootId = 'boot'; // Not Linux, or hidden: start times must do.
    }
  }
  return bootId;
}

/** A living process, or undefined; one that nobody has reaped is dead. */
export function processInfo(pid: number): ProcessInfo | undefined {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

function fromProc(pid: number): ProcessInfo | undefined {
  let text: string;
  try {
    text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The name stands in parentheses and may itself hold some.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, parent, group, , terminal] = fields;
  if (state === 'Z' || state === 'X') {
    return undefined;
  }
  return {
    pid,
    started: `${boot()}:${fields[19]}`,
    parent: Number(parent),
    group: Number(group),
    terminal: terminal !== '0',
  };
}

/**
 * Times are printed by language and time zone: two backends that differ in them
 * would take each other for dead.
 */
const PS_ENVIRONMENT = { PATH: '/bin:/usr/bin', LC_ALL: 'C', TZ: 'UTC' };

function fromPs(pid: number): ProcessInfo | undefined {
  let text: string;
  try {
    text = execFileSync(
      'ps',
      ['-o', 'stat=,ppid=,pgid=,tty=,lstart=', '-p', String(pid)],
      {
        encoding: 'utf8',
        timeout: 2000,
        stdio: ['ignore', 'pipe', 'ignore'],
        env: PS_ENVIRONMENT,
      },
    ).trim();
  } catch {
    return undefined;
  }
  const [state, parent, group, terminal, ...started] = text.split(/\s+/);
  if (!started.length || state.startsWith('Z')) {
    return undefined;
  }
  return {
    pid,
    started: started.join(' '),
    parent: Number(parent),
    group: Number(group),
    terminal: !/^\?+$/.test(terminal),
  };
}

/** The identity of a living process. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  const info = processInfo(pid);
  return info && { pid, started: info.started };
}

/** Whether exactly this process lives, not another with its number. */
export function isAlive(identity: ProcessIdentity): boolean {
  return processInfo(identity.pid)?.started === identity.started;
}
