import { LoggerService } from '@backstage/backend-plugin-api';

/** What the dbaas backend tells of a change: whose, and no data. */
export type Change = { kind: 'instance' | 'tenant'; uid: string };

/** How long changes are gathered before they are looked at. */
const GATHER_MS = 200;

/** At most so many at once; the rest waits for the next round. */
const BATCH_SIZE = 50;

/**
 * Gathers changes, each once, and hands them over one batch after the other.
 * What fails is not tried again: the comparison of the whole fleet follows.
 */
export class ChangeQueue {
  readonly #pending = new Map<string, Change>();
  readonly #handle: (changes: Change[]) => Promise<void>;
  readonly #logger: LoggerService;
  #running = false;

  constructor(options: {
    handle: (changes: Change[]) => Promise<void>;
    logger: LoggerService;
  }) {
    this.#handle = options.handle;
    this.#logger = options.logger;
  }

  add(change: Change): void {
    this.#pending.set(`${change.kind}:${change.uid}`, change);
    if (!this.#running) {
      this.#running = true;
      setTimeout(() => this.#drain(), GATHER_MS).unref();
    }
  }

  async #drain(): Promise<void> {
    while (this.#pending.size > 0) {
      const batch = [...this.#pending].slice(0, BATCH_SIZE);
      batch.forEach(([key]) => this.#pending.delete(key));
      try {
        await this.#handle(batch.map(([, change]) => change));
      } catch (error) {
        this.#logger.warn(
          `Could not follow ${batch.length} changes of databases at once; the next comparison will`,
          error instanceof Error ? error : new Error(String(error)),
        );
      }
    }
    this.#running = false;
  }
}

/** Reads an event's payload; undefined where it is not one of ours. */
export function parseChange(payload: unknown): Change | undefined {
  if (
    typeof payload !== 'object' ||
    payload === null ||
    !('kind' in payload) ||
    !('uid' in payload)
  ) {
    return undefined;
  }
  const { kind, uid } = payload;
  if ((kind !== 'instance' && kind !== 'tenant') || typeof uid !== 'string') {
    return undefined;
  }
  return uid.length > 0 && uid.length <= 128 ? { kind, uid } : undefined;
}
