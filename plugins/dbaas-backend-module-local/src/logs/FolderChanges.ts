import { FSWatcher, watch } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the system does not tell of is found this late. */
const LOOK_MS = 2000;
/** Lines that come in a burst are read together. */
const GATHER_MS = 50;

/** Waits for something to happen in a folder, without asking all the time. */
export class FolderChanges {
  private changed = false;
  private wake = () => {};
  private watcher: FSWatcher | undefined;

  constructor(folder: string, isMeant: (file: string) => boolean) {
    try {
      this.watcher = watch(folder, { persistent: false }, (_, file) => {
        if (file === null || isMeant(file)) {
          this.changed = true;
          this.wake();
        }
      });
      // The folder may go away, or the system may have no more watches to give.
      this.watcher.on('error', () => this.stop());
    } catch {
      this.watcher = undefined;
    }
  }

  async next(signal: AbortSignal): Promise<void> {
    const told = new Promise<void>(resolve => {
      this.wake = resolve;
    });
    const waiting = new AbortController();
    const either = AbortSignal.any([signal, waiting.signal]);
    const quietly = (ms: number) =>
      sleep(ms, undefined, { signal: either, ref: false }).catch(() => {});
    if (!this.changed) {
      await Promise.race([told, quietly(LOOK_MS)]);
    }
    await quietly(GATHER_MS);
    waiting.abort();
    this.changed = false;
  }

  stop(): void {
    this.watcher?.close();
    this.watcher = undefined;
  }
}
