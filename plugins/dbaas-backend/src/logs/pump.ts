import { setTimeout as sleep } from 'node:timers/promises';

/** So long a log may say nothing before its reader is told that it lives. */
export const ALIVE_MS = 15_000;

const QUIET = Symbol('quiet');

/**
 * Hands on what comes, and says `undefined` where nothing does for a while.
 * Ends with the signal, also where the source takes no notice of it.
 */
export async function* withSignsOfLife<T>(
  source: AsyncIterable<T>,
  signal: AbortSignal,
  aliveMs: number = ALIVE_MS,
): AsyncGenerator<T | undefined> {
  const iterator = source[Symbol.asyncIterator]();
  let next: Promise<IteratorResult<T>> | undefined;
  try {
    while (!signal.aborted) {
      next ??= iterator.next();
      const waiting = new AbortController();
      const quiet = sleep(aliveMs, QUIET, {
        signal: AbortSignal.any([signal, waiting.signal]),
      }).catch((): typeof QUIET => QUIET);
      const got = await Promise.race([next, quiet]);
      waiting.abort();
      if (got === QUIET) {
        if (!signal.aborted) {
          yield undefined;
        }
        continue;
      }
      next = undefined;
      if (got.done) {
        return;
      }
      yield got.value;
    }
  } finally {
    // Not waited for: it ends with the signal, and if not, not here.
    next?.catch(() => {});
    void Promise.resolve(iterator.return?.()).catch(() => {});
  }
}

/** Lets no more bytes pass in a second than are allowed, a burst of one second. */
export class Pace {
  private budget: number;
  private at = Date.now();

  constructor(private readonly bytesPerSecond: number) {
    this.budget = bytesPerSecond;
  }

  async spend(bytes: number, signal: AbortSignal): Promise<void> {
    const now = Date.now();
    const earned = ((now - this.at) / 1000) * this.bytesPerSecond;
    this.at = now;
    this.budget = Math.min(this.bytesPerSecond, this.budget + earned) - bytes;
    if (this.budget < 0) {
      const ms = (-this.budget / this.bytesPerSecond) * 1000;
      await sleep(ms, undefined, { signal }).catch(() => {});
    }
  }
}
