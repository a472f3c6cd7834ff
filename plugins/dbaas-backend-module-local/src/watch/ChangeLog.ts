import { FSWatcher, watch } from 'node:fs';
import fs from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import path from 'node:path';

const MAX_BYTES = 1024 * 1024;

export type Change = {
  kind: 'instance' | 'tenant' | 'resources';
  id: string;
};

/**
 * Tells other backends on the same root what changed, so that nobody has to
 * look through thousands of files. It is a hint only: who misses one finds the
 * change when everything is read again.
 */
export class ChangeLog {
  private readonly writer = randomBytes(4).toString('hex');
  private offset = 0;
  private watcher: FSWatcher | undefined;
  private timer: NodeJS.Timeout | undefined;
  private reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly file: string,
    private readonly maxBytes: number = MAX_BYTES,
  ) {}

  async tell(change: Change): Promise<void> {
    const line = `${this.writer} ${change.kind} ${change.id}\n`;
    await fs.appendFile(this.file, line, { mode: 0o600 });
  }

  /** Calls back for changes that other backends tell of. */
  async follow(
    onChange: (change: Change) => void,
    onLost: () => void,
  ): Promise<void> {
    await fs.appendFile(this.file, '', { mode: 0o600 });
    const { size } = await fs.stat(this.file);
    if (size > this.maxBytes) {
      await fs.truncate(this.file, 0);
    }
    this.offset = Math.min(size, (await fs.stat(this.file)).size);
    const read = () => {
      this.reading = this.reading
        .then(() => this.readOn(onChange, onLost))
        .catch(onLost);
    };
    try {
      this.watcher = watch(path.dirname(this.file), (_, name) => {
        if (name === null || name === path.basename(this.file)) {
          read();
        }
      });
      this.watcher.on('error', () => {}); // The timer goes on.
      this.watcher.unref();
    } catch {
      // No notifications on this file system: the timer must do.
    }
    this.timer = setInterval(read, 1000);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    this.watcher?.close();
    clearInterval(this.timer);
    await this.reading;
  }

  private async readOn(onChange: (change: Change) => void, onLost: () => void) {
    const { size } = await fs.stat(this.file);
    if (size < this.offset) {
      this.offset = size; // Somebody began a new one.
      onLost();
      return;
    }
    if (size === this.offset) {
      return;
    }
    const handle = await fs.open(this.file, 'r');
    try {
      const length = size - this.offset;
      const { buffer, bytesRead } = await handle.read({
        buffer: Buffer.alloc(length),
        position: this.offset,
      });
      const text = buffer.toString('utf8', 0, bytesRead);
      const whole = text.slice(0, text.lastIndexOf('\n') + 1);
      this.offset += Buffer.byteLength(whole);
      for (const line of new Set(whole.split('\n'))) {
        const match = /^(\w+) (instance|tenant|resources) (\S+)$/.exec(line);
        if (match && match[1] !== this.writer) {
          onChange({ kind: toKind(match[2]), id: match[3] });
        }
      }
    } finally {
      await handle.close();
    }
    if (this.offset > this.maxBytes) {
      // Lines may be lost that came meanwhile; everything is read again.
      await fs.truncate(this.file, 0);
      this.offset = 0;
      onLost();
    }
  }
}

function toKind(text: string): Change['kind'] {
  return text === 'instance' || text === 'tenant' ? text : 'resources';
}
