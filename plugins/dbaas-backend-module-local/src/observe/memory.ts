import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

type Process = { pid: number; parent: number; rssKib: number };

/**
 * Memory of processes with all their children, in MiB by number. On Linux
 * what children share with their parent counts once; elsewhere it counts for
 * each of them, as in `top`.
 */
export async function memoryOf(pids: number[]): Promise<Map<number, number>> {
  const all =
    process.platform === 'linux'
      ? await fromProc(new Set(pids))
      : await fromPs();
  const children = new Map<number, Process[]>();
  for (const each of all) {
    const siblings = children.get(each.parent) ?? [];
    children.set(each.parent, [...siblings, each]);
  }
  const own = new Map(all.map(each => [each.pid, each.rssKib]));
  const sum = (pid: number, depth: number): number =>
    (own.get(pid) ?? 0) +
    (depth > 8
      ? 0
      : (children.get(pid) ?? []).reduce(
          (total, child) => total + sum(child.pid, depth + 1),
          0,
        ));
  return new Map(pids.map(pid => [pid, Math.round(sum(pid, 0) / 1024)]));
}

async function fromProc(servers: Set<number>): Promise<Process[]> {
  const found: Process[] = [];
  for (const name of await fs.readdir('/proc')) {
    if (!/^\d+$/.test(name)) {
      continue;
    }
    const status = await fs
      .readFile(`/proc/${name}/status`, 'utf8')
      .catch(() => ''); // It ended while we looked.
    const parent = /^PPid:\s+(\d+)/m.exec(status);
    if (!parent) {
      continue;
    }
    // Without the pages of files, which the system can drop at any time.
    const anonymous = /^RssAnon:\s+(\d+)/m.exec(status);
    const shared = /^RssShmem:\s+(\d+)/m.exec(status);
    const isServer = servers.has(Number(name));
    found.push({
      pid: Number(name),
      parent: Number(parent[1]),
      rssKib:
        Number(anonymous?.[1] ?? 0) + (isServer ? Number(shared?.[1] ?? 0) : 0),
    });
  }
  return found;
}

async function fromPs(): Promise<Process[]> {
  const { stdout } = await run('ps', ['-axo', 'pid=,ppid=,rss='], {
    timeout: 5000,
    maxBuffer: 4 * 1024 * 1024,
  });
  return stdout
    .trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/).map(Number))
    .map(([pid, parent, rssKib]) => ({ pid, parent, rssKib }));
}
