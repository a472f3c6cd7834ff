const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** Doubles with each failure in a row, with jitter so that many do not meet. */
export class BackOff {
  private failures = 0;

  /** @param random - 0 to 1 */
  constructor(private readonly random: () => number = Math.random) {}

  reset(): void {
    this.failures = 0;
  }

  /** How long to wait now; at least what the server asked for. */
  next(atLeastMs = 0): number {
    const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.failures);
    this.failures += 1;
    return Math.max(atLeastMs, whole * (0.5 + this.random() / 2));
  }
}
