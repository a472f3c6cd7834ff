import fs from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '../LocalError';
import { createWhole, listFolder } from './atomic';

const NAME = /^r([1-9]\d{0,14})\.json$/;

/** The highest generation in the folder; 0 when there is none. */
export async function newestGeneration(folder: string): Promise<number> {
  let newest = 0;
  for (const name of await listFolder(folder)) {
    const match = NAME.exec(name);
    if (match) {
      newest = Math.max(newest, Number(match[1]));
    }
  }
  return newest;
}

/** The newest generation and its text, or undefined when there is none. */
export async function readNewest(
  folder: string,
): Promise<{ generation: number; text: string } | undefined> {
  for (;;) {
    const generation = await newestGeneration(folder);
    if (generation === 0) {
      return undefined;
    }
    try {
      const text = await fs.readFile(fileOf(folder, generation), 'utf8');
      return { generation, text };
    } catch (error) {
      // A newer one came and this was cleared away meanwhile: look again.
      if (systemCode(error) !== 'ENOENT') {
        throw error;
      }
    }
  }
}

/**
 * Adds a generation as the next one, if nobody else did. A crash at any point
 * leaves either the old newest or the new one, never half of it.
 */
export async function addGeneration(
  folder: string,
  generation: number,
  text: string,
): Promise<boolean> {
  const file = fileOf(folder, generation);
  try {
    if (!(await createWhole(file, text))) {
      return false;
    }
  } catch (error) {
    if (systemCode(error) === 'ENOENT') {
      return false; // The folder itself was deleted.
    }
    throw error;
  }
  // A writer that was asleep may have taken the name of a generation that
  // others wrote, superseded and cleared away: then it comes too late.
  if ((await newestGeneration(folder)) !== generation) {
    await fs.rm(file, { force: true });
    return false;
  }
  await clearOlder(folder, generation);
  return true;
}

async function clearOlder(folder: string, generation: number) {
  for (const name of await listFolder(folder)) {
    const match = NAME.exec(name);
    if (match && Number(match[1]) < generation) {
      await fs.rm(path.join(folder, name), { force: true });
    }
  }
}

function fileOf(folder: string, generation: number): string {
  return path.join(folder, `r${generation}.json`);
}
