import fs, { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import {
  LineCutter,
  LogChunk,
  logNotices,
  LogRequest,
} from '@dbaas-portal/plugin-dbaas-node';
import { systemCode } from '../LocalError';
import { FolderChanges } from './FolderChanges';
import { tailOf } from './tail';

const BLOCK_BYTES = 64 * 1024;

type Asked = Pick<LogRequest, 'member' | 'lines' | 'follow' | 'signal'>;

async function open(file: string): Promise<FileHandle | undefined> {
  try {
    return await fs.open(file, 'r');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

/**
 * Reads a server's log as it grows. The log is bounded by copying it aside and
 * emptying it (`boundLog`): what had not been read by then stands in the copy.
 */
export class LogFile {
  private readonly cutter = new LineCutter();
  private handle: FileHandle | undefined;
  private offset = 0;

  constructor(private readonly file: string, private readonly asked: Asked) {}

  async *read(): AsyncGenerator<LogChunk> {
    const { member, follow, signal } = this.asked;
    const name = path.basename(this.file);
    const changes = follow
      ? new FolderChanges(path.dirname(this.file), found => found === name)
      : undefined;
    try {
      this.handle = await open(this.file);
      yield* this.last();
      if (!this.handle) {
        const reason = logNotices.nothingWritten(member);
        yield { type: 'notice', reason };
      }
      while (!signal.aborted) {
        yield* this.toEnd();
        if (!changes || !(await this.isKept())) {
          break;
        }
        await changes.next(signal);
        yield* this.again();
      }
      yield* this.lines(this.cutter.rest());
    } finally {
      changes?.stop();
      await this.handle?.close();
    }
  }

  /** Sets out at the last lines, those that were copied aside included. */
  private async *last(): AsyncGenerator<LogChunk> {
    const { lines: wanted } = this.asked;
    let missing = wanted;
    if (this.handle) {
      const { size } = await this.handle.stat();
      const tail = await tailOf(this.handle, size, wanted);
      this.offset = tail.offset;
      missing = wanted - tail.lines;
    }
    if (missing > 0 && this.offset === 0) {
      yield* this.copy((copy, size) => tailOf(copy, size, missing));
    }
  }

  /** What stands in the copy, from where the given function says. */
  private async *copy(
    from: (
      copy: FileHandle,
      size: number,
    ) => Promise<{ offset: number }> | { offset: number },
  ): AsyncGenerator<LogChunk> {
    const copy = await open(`${this.file}.1`);
    if (!copy) {
      return;
    }
    try {
      const { size } = await copy.stat();
      const { offset } = await from(copy, size);
      yield* this.bytes(copy, offset, size);
    } finally {
      await copy.close();
    }
  }

  private async *toEnd(): AsyncGenerator<LogChunk> {
    if (this.handle) {
      for await (const chunk of this.bytes(this.handle, this.offset)) {
        yield chunk;
      }
    }
  }

  private async *bytes(
    handle: FileHandle,
    from: number,
    to: number = Infinity,
  ): AsyncGenerator<LogChunk> {
    const buffer = Buffer.alloc(BLOCK_BYTES);
    let at = from;
    while (!this.asked.signal.aborted && at < to) {
      const { bytesRead } = await handle.read({
        buffer,
        position: at,
        length: Math.min(BLOCK_BYTES, to - at),
      });
      if (bytesRead === 0) {
        return;
      }
      at += bytesRead;
      if (handle === this.handle) {
        this.offset = at;
      }
      yield* this.lines(this.cutter.push(buffer.subarray(0, bytesRead)));
    }
  }

  private *lines(lines: ReturnType<LineCutter['rest']>): Generator<LogChunk> {
    if (lines.length > 0) {
      yield { type: 'lines', lines };
    }
  }

  /** An instance that was deleted takes the folder along. */
  private async isKept(): Promise<boolean> {
    return fs.access(path.dirname(this.file)).then(
      () => true,
      () => false,
    );
  }

  /** Finds the place again where the log was emptied or is another file. */
  private async *again(): AsyncGenerator<LogChunk> {
    const there = await open(this.file);
    if (!there) {
      return; // Nothing was written yet, or what is open is all there is.
    }
    const [now, known] = await Promise.all([there.stat(), this.handle?.stat()]);
    const emptied = known?.ino === now.ino && now.size < this.offset;
    if (known?.ino === now.ino && !emptied) {
      await there.close();
      return;
    }
    if (emptied) {
      const { offset } = this;
      // A copy that ends before that place is an older one.
      yield* this.copy((_, size) => ({ offset: Math.min(offset, size) }));
    } else {
      yield* this.toEnd();
    }
    await this.handle?.close();
    this.handle = there;
    this.offset = 0;
    if (known) {
      yield { type: 'notice', reason: logNotices.emptied() };
    }
  }
}
