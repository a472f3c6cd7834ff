import { setTimeout as delay } from 'node:timers/promises';

/** Waits; rejects with an `AbortError` as soon as the signal says so. */
export async function sleep(
  milliseconds: number,
  signal?: AbortSignal,
): Promise<void> {
  await delay(milliseconds, undefined, { signal });
}
