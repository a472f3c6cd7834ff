import fs from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { LocalError } from '../LocalError';
import { createWhole, listFolder, readText } from '../files/atomic';

/** Whether nothing listens on a port of this machine's loopback. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') {
        resolve(false);
      } else {
        reject(error);
      }
    });
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}

/**
 * Which port belongs to whom: one file per port, so that two never get the
 * same, whether their servers run at the moment or not.
 */
export class PortBook {
  constructor(
    private readonly folder: string,
    private readonly range: { from: number; to: number },
  ) {}

  /** Reserves a free port for `owner`, e.g. `<uid>/<member>/main`. */
  async reserve(owner: string): Promise<number> {
    await fs.mkdir(this.folder, { recursive: true, mode: 0o700 });
    const size = this.range.to - this.range.from + 1;
    const taken = new Set(await listFolder(this.folder));
    // Spread over the range, so that the stopped servers of two roots on one
    // machine seldom have the same port.
    const start =
      createHash('sha256')
        .update(`${this.folder}/${owner}`)
        .digest()
        .readUInt32BE(0) % size;
    for (let i = 0; i < size; i++) {
      const port = this.range.from + ((start + i) % size);
      if (taken.has(String(port)) || !(await isPortFree(port))) {
        continue;
      }
      if (await createWhole(this.fileOf(port), owner)) {
        return port;
      }
    }
    throw new LocalError(
      'ports-exhausted',
      {
        en: `No port is free between ${this.range.from} and ${this.range.to}`,
        zh: `${this.range.from} 到 ${this.range.to} 之间没有空闲端口`,
      },
      {
        params: { from: this.range.from, to: this.range.to },
        cure: {
          en: 'Delete instances that are not needed, or widen dbaas.local.ports',
          zh: '删除不再需要的实例,或扩大 dbaas.local.ports 的范围',
        },
      },
    );
  }

  /** Gives a port back, if it belongs to `owner`. */
  async release(port: number, owner: string): Promise<void> {
    if ((await readText(this.fileOf(port))) === owner) {
      await fs.rm(this.fileOf(port), { force: true });
    }
  }

  /** Gives back every port whose owner is not known any more. */
  async keepOnly(isKnown: (port: number, owner: string) => boolean) {
    for (const name of await listFolder(this.folder)) {
      const owner = await readText(path.join(this.folder, name));
      if (owner !== undefined && !isKnown(Number(name), owner)) {
        await fs.rm(path.join(this.folder, name), { force: true });
      }
    }
  }

  private fileOf(port: number): string {
    return path.join(this.folder, String(port));
  }
}
