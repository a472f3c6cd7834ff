import { WrittenLine } from '@dbaas-portal/plugin-dbaas-node';

const STAMPED =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d) ?(.*)$/s;

/** Nanoseconds, all of them, so that times compare as texts do. */
function comparable(seconds: string, fraction: string = '.'): string {
  return `${seconds}${fraction.padEnd(10, '0')}`;
}

/**
 * Takes the time from before each line, and leaves out lines up to one that was
 * read already: a log is asked for again from a whole second.
 */
export class Stamps {
  /** When the last line was written, as the API server wants to be asked. */
  last: string | undefined;
  private lastComparable = '';
  private skipUntil = '';

  /** From now on, what comes was perhaps read before. */
  resume(): void {
    this.skipUntil = this.lastComparable;
  }

  /** From now on, it is another log. */
  forget(): void {
    this.last = undefined;
    this.lastComparable = '';
    this.skipUntil = '';
  }

  take(lines: WrittenLine[]): WrittenLine[] {
    return lines.flatMap(line => {
      const [, seconds, fraction, zone, text] = STAMPED.exec(line.text) ?? [];
      if (seconds === undefined) {
        return [line]; // The API server's own word about the log.
      }
      const at = comparable(seconds, fraction);
      if (at <= this.skipUntil) {
        return [];
      }
      this.last = `${seconds}${fraction ?? ''}${zone}`;
      this.lastComparable = at;
      return [{ ...line, text, time: this.last }];
    });
  }
}
