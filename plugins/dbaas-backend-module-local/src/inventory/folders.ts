import fs from 'node:fs/promises';
import path from 'node:path';

const MAX_MATCHES = 64;

/** Folders that match a pattern in which `*` stands for one path segment. */
export async function matchFolders(pattern: string): Promise<string[]> {
  let found = ['/'];
  for (const part of pattern.split('/').filter(Boolean)) {
    const next: string[] = [];
    for (const folder of found) {
      if (!part.includes('*')) {
        next.push(path.join(folder, part));
        continue;
      }
      const expression = new RegExp(
        `^${part
          .split('*')
          .map(p => p.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
          .join('[^/]*')}$`,
      );
      const names = await fs.readdir(folder).catch(() => []);
      next.push(
        ...names
          .filter(name => expression.test(name))
          .sort()
          .reverse() // Higher numbers, so newer versions, first.
          .map(name => path.join(folder, name)),
      );
    }
    found = next.slice(0, MAX_MATCHES);
  }
  return found;
}

/** Whether a file is there that may be executed. */
export async function isProgram(file: string): Promise<boolean> {
  try {
    await fs.access(file, fs.constants.X_OK);
    return (await fs.stat(file)).isFile();
  } catch {
    return false;
  }
}

/** Where an unpacked server keeps its programs, below a configured folder. */
export function programFoldersBelow(folder: string): string[] {
  return ['', 'bin', 'sbin', 'libexec', 'usr/bin', 'usr/sbin'].map(below =>
    path.join(folder, below),
  );
}
