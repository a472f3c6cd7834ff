import fs from 'node:fs/promises';
import path from 'node:path';

async function listed(folder: string): Promise<string[]> {
  return fs.readdir(folder).catch(() => []);
}

/** Processes that work in the folder, by their command lines. */
export async function serversIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of await listed('/proc')) {
    if (/^\d+$/.test(pid)) {
      const line = await fs
        .readFile(`/proc/${pid}/cmdline`, 'utf8')
        .catch(() => '');
      if (line.includes(`${folder}/instances`)) {
        found.push(line.replaceAll('\0', ' '));
      }
    }
  }
  return found;
}

/** The main process of each member: the one that was told its data folder. */
export async function membersIn(folder: string): Promise<string[]> {
  return (await serversIn(folder)).filter(line => line.includes(' -D '));
}

/** Whatever the local platform holds of instances, by folder; empty folders. */
export async function tracesIn(
  folder: string,
): Promise<Record<string, string[]>> {
  const parts = ['instances', 'ports', 'secrets', 'records/instances'];
  const found = await Promise.all(
    parts.map(async part => [part, await listed(path.join(folder, part))]),
  );
  return Object.fromEntries(found);
}

/** What is in `tracesIn` when there is no instance. */
export const NO_TRACES = {
  instances: [],
  ports: [],
  secrets: [],
  'records/instances': [],
};

/** Names below a folder, sorted: what one instance consists of. */
export async function namesBelow(folder: string): Promise<string[]> {
  const entries = await fs.readdir(folder, { withFileTypes: true });
  const names = await Promise.all(
    entries.map(async entry =>
      entry.isDirectory()
        ? (
            await namesBelow(path.join(folder, entry.name))
          ).map(below => `${entry.name}/${below}`)
        : [entry.name],
    ),
  );
  return names.flat().sort();
}
