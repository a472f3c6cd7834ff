import { FileHandle } from 'node:fs/promises';

const BLOCK_BYTES = 64 * 1024;
/** The last lines are looked for in no more than this. */
const MAX_TAIL_BYTES = 8 * 1024 * 1024;
const NEWLINE = 0x0a;

/** Where so many of the last lines begin, and how many there are from there. */
export type Tail = { offset: number; lines: number };

/** Looks for the last lines of a file from its end. */
export async function tailOf(
  handle: FileHandle,
  size: number,
  wanted: number,
): Promise<Tail> {
  if (wanted === 0) {
    return { offset: size, lines: 0 };
  }
  const least = Math.max(0, size - MAX_TAIL_BYTES);
  let lines = 0;
  let first = size; // Where the line begins that was found last.
  for (let end = size; end > least; ) {
    const begin = Math.max(least, end - BLOCK_BYTES);
    const buffer = Buffer.alloc(end - begin);
    const { bytesRead } = await handle.read({ buffer, position: begin });
    for (let at = bytesRead - 1; at >= 0; at--) {
      // The newline at the very end begins no line.
      if (buffer[at] === NEWLINE && begin + at !== size - 1) {
        lines += 1;
        first = begin + at + 1;
        if (lines === wanted) {
          return { offset: first, lines };
        }
      }
    }
    end = begin;
  }
  return least === 0
    ? { offset: 0, lines: size > 0 ? lines + 1 : 0 }
    : { offset: first, lines };
}
