import fs from 'node:fs/promises';
import path from 'node:path';
import { Layout } from './layout';

/** Makes the root, passable for the servers' user when root owns it. */
export async function prepareRoot(root: string): Promise<Layout> {
  // Folders above the root get ordinary modes: others may have to pass them.
  await fs.mkdir(path.dirname(root), { recursive: true });
  await fs.mkdir(root, { recursive: true, mode: 0o700 });
  const real = await fs.realpath(root);
  const isRoot = process.getuid?.() === 0;
  await fs.chmod(real, isRoot ? 0o711 : 0o700);
  const layout = new Layout(real);
  await fs.mkdir(layout.instances(), { recursive: true, mode: 0o700 });
  await fs.chmod(layout.instances(), isRoot ? 0o711 : 0o700);
  return layout;
}

/** The first folder above the root that others may not pass, if any. */
export async function blockedFolder(root: string): Promise<string | undefined> {
  for (let at = root; ; at = path.dirname(at)) {
    // eslint-disable-next-line no-bitwise
    if (((await fs.stat(at)).mode & 0o001) === 0) {
      return at;
    }
    if (path.dirname(at) === at) {
      return undefined;
    }
  }
}
