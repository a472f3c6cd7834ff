import { LogChunk, LogRequest } from '../contracts';

/**
 * What fake servers write, to be read while it is written.
 *
 * @public
 */
export class FakeLogs {
  private readonly written = new Map<string, string[]>();
  private readonly readers = new Set<() => void>();

  /** How many follow a log now. */
  get following(): number {
    return this.readers.size;
  }

  write(uid: string, member: string, ...lines: string[]): void {
    const key = `${uid} ${member}`;
    this.written.set(key, [...(this.written.get(key) ?? []), ...lines]);
    this.readers.forEach(wake => wake());
  }

  async *read(uid: string, request: LogRequest): AsyncGenerator<LogChunk> {
    const { member, lines, follow, signal } = request;
    const all = () => this.written.get(`${uid} ${member}`) ?? [];
    let at = Math.max(0, all().length - lines);
    let wake = () => {};
    const told = () => wake();
    const news = () =>
      new Promise<void>(resolve => {
        wake = resolve;
      });
    const stop = () => wake();
    signal.addEventListener('abort', stop, { once: true });
    if (follow) {
      this.readers.add(told);
    }
    try {
      while (!signal.aborted) {
        const woken = news();
        const fresh = all().slice(at);
        at += fresh.length;
        if (fresh.length > 0) {
          yield { type: 'lines', lines: fresh.map(text => ({ text })) };
        } else if (!follow) {
          return;
        } else {
          await woken;
        }
      }
    } finally {
      this.readers.delete(told);
      signal.removeEventListener('abort', stop);
    }
  }
}
