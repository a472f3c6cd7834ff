import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { Machine } from '../instances/Machine';
import { blockedFolder } from '../root';

const MAX_FILES = 20_000;

/**
 * The programs at paths that the servers' user can reach. Where a checkout
 * lies in a folder that only root may pass, the tree that the programs belong
 * to is copied below the root once (by links where the disk is the same).
 */
export async function reachable(
  machine: Machine,
  programs: Record<string, string>,
): Promise<Record<string, string> | undefined> {
  if (!machine.user) {
    return programs;
  }
  const entries: Array<[string, string]> = [];
  for (const [name, file] of Object.entries(programs)) {
    const real = await fs.realpath(file);
    if (!(await blockedFolder(path.dirname(real)))) {
      entries.push([name, file]);
      continue;
    }
    const tree = path.dirname(path.dirname(real));
    const copy = await copyOf(machine, tree);
    if (!copy) {
      return undefined;
    }
    entries.push([name, path.join(copy, path.relative(tree, real))]);
  }
  return Object.fromEntries(entries);
}

async function copyOf(machine: Machine, tree: string) {
  const { layout, settings } = machine;
  const { mtimeMs } = await fs.stat(tree);
  const name = createHash('sha256').update(`${tree} ${mtimeMs}`).digest('hex');
  const copy = path.join(layout.programs(), name.slice(0, 16));
  if (await fs.stat(copy).catch(() => undefined)) {
    return copy;
  }
  const partial = `${copy}.${process.pid}`;
  try {
    await fs.mkdir(layout.programs(), { recursive: true, mode: 0o711 });
    await copyTree(tree, partial, { left: MAX_FILES });
    await fs.rename(partial, copy);
    return copy;
  } catch (error) {
    await fs.rm(partial, { recursive: true, force: true });
    if (await fs.stat(copy).catch(() => undefined)) {
      return copy; // Another backend made it meanwhile.
    }
    settings.logger.warn(
      `${tree} cannot be reached by ${machine.user?.name} and not be copied: ${error}`,
    );
    return undefined;
  }
}

async function copyTree(from: string, to: string, bound: { left: number }) {
  await fs.mkdir(to, { mode: 0o755 });
  for (const entry of await fs.readdir(from, { withFileTypes: true })) {
    bound.left -= 1;
    if (bound.left < 0) {
      throw new Error(`more than ${MAX_FILES} files`);
    }
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (entry.isDirectory()) {
      await copyTree(source, target, bound);
    } else if (entry.isSymbolicLink()) {
      await fs.symlink(await fs.readlink(source), target);
    } else if (entry.isFile()) {
      await fs.link(source, target).catch(() => fs.copyFile(source, target));
    }
  }
}
