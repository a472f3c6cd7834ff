import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '../LocalError';

function temporaryName(target: string): string {
  return path.join(
    path.dirname(target),
    `.${path.basename(target)}.${process.pid}.${randomBytes(6).toString(
      'hex',
    )}.tmp`,
  );
}

async function writeNew(file: string, content: string, mode: number) {
  const handle = await fs.open(file, 'wx', mode);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Replaces a file as a whole: readers see the old content or the new one. */
export async function writeAtomic(
  file: string,
  content: string,
  options: { mode?: number; owner?: { uid: number; gid: number } } = {},
): Promise<void> {
  const temporary = temporaryName(file);
  try {
    await writeNew(temporary, content, options.mode ?? 0o600);
    if (options.owner) {
      await fs.chown(temporary, options.owner.uid, options.owner.gid);
    }
    await fs.rename(temporary, file);
  } catch (error) {
    await fs.rm(temporary, { force: true });
    throw error;
  }
}

/**
 * Makes a file with its whole content at once, unless it is there. Of several
 * writers exactly one gets `true`.
 */
export async function createWhole(
  file: string,
  content: string,
): Promise<boolean> {
  const temporary = temporaryName(file);
  try {
    await writeNew(temporary, content, 0o600);
    await fs.link(temporary, file);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') {
      return false;
    }
    throw error;
  } finally {
    await fs.rm(temporary, { force: true });
  }
}

/** The parsed content, or undefined when there is no such file. */
export async function readJson(file: string): Promise<unknown> {
  const text = await readText(file);
  return text === undefined ? undefined : JSON.parse(text);
}

/** The content, or undefined when there is no such file. */
export async function readText(file: string): Promise<string | undefined> {
  try {
    return await fs.readFile(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

/** Names in a folder; none when it is not there. */
export async function listFolder(folder: string): Promise<string[]> {
  try {
    return await fs.readdir(folder);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') {
      return [];
    }
    throw error;
  }
}
