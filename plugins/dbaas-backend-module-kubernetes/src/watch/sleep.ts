import { setTimeout as wait } from 'node:timers/promises';

/** Waits; ends early, without an error, when `signal` is aborted. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal, ref: false }).catch(() => undefined);
}
