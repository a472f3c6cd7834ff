import { sleep } from '../watch/sleep';

export type KeptOptions = {
  /** So long an answer is fresh. */
  freshMs: number;
  /** And at least so many times as long as it took to get it. */
  costFactor?: number;
  /** Whoever has an older answer waits so long for the new one. */
  patienceMs?: number;
};

/** When it was asked for, and what was answered. */
export type Answer<T> = { at: number; value: T };

/**
 * An answer that many people look at and that costs the cluster something:
 * asked for once for all of them, and kept for a while. After a failure
 * nothing is kept.
 */
export class Kept<T> {
  private last: (Answer<T> & { took: number }) | undefined;
  private running: Promise<Answer<T>> | undefined;

  constructor(
    private readonly load: () => Promise<T>,
    private readonly options: KeptOptions,
  ) {}

  async get(): Promise<Answer<T>> {
    const { last } = this;
    const { freshMs, costFactor = 0, patienceMs } = this.options;
    if (last) {
      const keptMs = Math.max(freshMs, costFactor * last.took);
      if (Date.now() - last.at - last.took < keptMs) {
        return last;
      }
    }
    this.running ??= this.ask();
    if (!last || patienceMs === undefined) {
      return this.running;
    }
    const patience = new AbortController();
    const late = sleep(patienceMs, patience.signal).then(() => last);
    return Promise.race([this.running, late]).finally(() => patience.abort());
  }

  /** The next one who asks gets a new answer. */
  forget(): void {
    this.last = undefined;
  }

  private async ask(): Promise<Answer<T>> {
    const at = Date.now();
    try {
      const value = await this.load();
      this.last = { at, took: Date.now() - at, value };
      return this.last;
    } catch (error) {
      this.last = undefined;
      throw error;
    } finally {
      this.running = undefined;
    }
  }
}
