/** A life shorter than this is a quick death. */
const QUICK_MS = 10_000;
/** After so many quick deaths in a row the unit is told as failed. */
const GIVE_UP_AFTER = 6;
const FIRST_DELAY_MS = 100;
const MAX_DELAY_MS = 15_000;
const FAILED_DELAY_MS = 60_000;

/** How long to wait before a process that died is started again. */
export class BackOff {
  private deaths = 0;

  constructor(private readonly random: () => number = Math.random) {}

  /** Notes a death after `livedMs`; returns what comes. */
  next(livedMs: number): { state: 'back-off' | 'failed'; delayMs: number } {
    this.deaths = livedMs < QUICK_MS ? this.deaths + 1 : 1;
    // Jitter: members that died together do not all start at one moment.
    const jitter = 0.75 + this.random() / 2;
    if (this.deaths >= GIVE_UP_AFTER) {
      return { state: 'failed', delayMs: FAILED_DELAY_MS * jitter };
    }
    const delay = Math.min(
      FIRST_DELAY_MS * 4 ** (this.deaths - 1),
      MAX_DELAY_MS,
    );
    return { state: 'back-off', delayMs: delay * jitter };
  }

  reset(): void {
    this.deaths = 0;
  }
}
