/**
 * Changes come in bursts, and to everybody at once. The delay is one for the
 * page: what several parts of it read is then asked for at the same moment,
 * and shared; another browser has another one.
 */
const DELAY_MS = 250 + Math.random() * 750;

/** In a fleet that is never quiet, a change waits no longer than this. */
const LONGEST_WAIT_MS = 1250 + DELAY_MS;

/**
 * Decides when something is read again. Changes that come together are one
 * reading, and those that never stop are one every few seconds. A reading that
 * goes on is left to end, since its answer is newer than what is shown; what
 * changed meanwhile is one more reading after it. A hidden tab asks nothing and
 * catches up when it is seen.
 */
export class PacedRead {
  #running?: AbortController;
  #timer?: ReturnType<typeof setTimeout>;
  /** When the changes that wait have waited long enough. */
  #latest?: number;
  #queued = false;
  #missed = false;

  /** @param read - never rejects; it shows its errors itself */
  constructor(private readonly read: (signal: AbortSignal) => Promise<void>) {}

  /** At once, in place of a reading that goes on: somebody asks for it. */
  now(): void {
    this.stop();
    const controller = new AbortController();
    this.#running = controller;
    this.read(controller.signal).finally(() => {
      if (this.#running !== controller) return;
      this.#running = undefined;
      if (this.#queued) this.again();
    });
  }

  /** Once more, as soon as nothing is being read. */
  again(): void {
    if (document.hidden) this.#missed = true;
    else if (this.#running) this.#queued = true;
    else this.now();
  }

  /** Something changed, and more may follow. */
  changed(): void {
    if (document.hidden) {
      this.#missed = true;
      return;
    }
    const time = performance.now();
    this.#latest ??= time + LONGEST_WAIT_MS;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#latest = undefined;
      this.again();
    }, Math.max(0, Math.min(DELAY_MS, this.#latest - time)));
  }

  /** The tab is looked at again. */
  seen(): void {
    if (this.#missed) this.again();
  }

  stop(): void {
    this.#running?.abort();
    this.#running = undefined;
    clearTimeout(this.#timer);
    this.#latest = undefined;
    this.#queued = false;
    this.#missed = false;
  }
}
