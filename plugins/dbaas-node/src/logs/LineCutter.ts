import { WrittenLine } from '../contracts';

/**
 * What is kept of a line.
 *
 * @public
 */
export const MAX_LOG_LINE_BYTES = 16 * 1024;

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/**
 * Cuts bytes into lines, however they come, and holds no more than one line of
 * the greatest length.
 *
 * @public
 */
export class LineCutter {
  private held: Uint8Array[] = [];
  private length = 0;
  private isCut = false;
  private isEmpty = true;

  constructor(private readonly maxBytes: number = MAX_LOG_LINE_BYTES) {}

  /** The lines that these bytes end. */
  push(bytes: Uint8Array): WrittenLine[] {
    const lines: WrittenLine[] = [];
    let from = 0;
    for (;;) {
      const end = bytes.indexOf(NEWLINE, from);
      this.hold(bytes.subarray(from, end < 0 ? bytes.length : end));
      if (end < 0) {
        return lines;
      }
      lines.push(this.take());
      from = end + 1;
    }
  }

  /** What no newline has ended, where there is nothing more to come. */
  rest(): WrittenLine[] {
    return this.isEmpty ? [] : [this.take()];
  }

  private hold(bytes: Uint8Array): void {
    if (bytes.length === 0) {
      return;
    }
    this.isEmpty = false;
    const room = this.maxBytes - this.length;
    this.isCut ||= bytes.length > room;
    if (room > 0) {
      // A copy, which `slice` of a Buffer is not: whoever reads uses it again.
      const kept = Uint8Array.from(bytes.subarray(0, room));
      this.held.push(kept);
      this.length += kept.length;
    }
  }

  private take(): WrittenLine {
    const [cut, all] = [this.isCut, Buffer.concat(this.held, this.length)];
    this.held = [];
    this.length = 0;
    this.isCut = false;
    this.isEmpty = true;
    if (cut) {
      // Without the half of a character at the end.
      return { text: new TextDecoder().decode(all, { stream: true }), cut };
    }
    const end = all.at(-1) === RETURN ? all.length - 1 : all.length;
    return { text: new TextDecoder().decode(all.subarray(0, end)) };
  }
}
