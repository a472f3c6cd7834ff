import { LoggerService } from '@backstage/backend-plugin-api';
import { Activity, Operation } from '@dbaas-portal/plugin-dbaas-common';
import { DefaultInstanceIndex } from './DefaultInstanceIndex';

const POLL_MS = 2_000;

/**
 * Puts beside each instance the operation that is changing it, on whichever
 * backend that runs: one cheap query for the fleet, and at once for our own.
 */
export class ActivityFeed {
  private timer?: NodeJS.Timeout;
  private running?: Promise<void>;
  private again = false;
  private unrecorded = new Map<string, Operation>();

  constructor(
    private readonly active: () => Promise<Operation[]>,
    private readonly index: DefaultInstanceIndex,
    private readonly logger: LoggerService,
    /** Told of what is not in the index, so that its changes say nothing. */
    private readonly onUnrecorded: (operation: Operation) => void,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => this.refresh(), POLL_MS).unref();
    this.refresh();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.running;
  }

  refresh(): void {
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.read().finally(() => {
      this.running = undefined;
      if (this.again && this.timer) {
        this.again = false;
        this.refresh();
      }
    });
  }

  private async read(): Promise<void> {
    try {
      const activities = new Map<string, Activity>();
      const active = await this.active();
      for (const { id, kind, state, progress, instance } of active) {
        // The oldest is the one that runs; others wait for it.
        if (!activities.has(instance.uid) || state === 'running') {
          activities.set(instance.uid, {
            operationId: id,
            kind,
            state,
            progress,
          });
        }
      }
      this.index.putActivities(activities);
      this.tellUnrecorded(active);
    } catch (error) {
      this.logger.warn(`The ledger does not answer: ${error}`);
    }
  }

  /** What waits to be made has no record yet; people follow it all the same. */
  private tellUnrecorded(active: Operation[]): void {
    const before = this.unrecorded;
    this.unrecorded = new Map(
      active
        .filter(({ instance }) => !this.index.get(instance.uid))
        .map(operation => [operation.id, operation]),
    );
    for (const [id, operation] of this.unrecorded) {
      if (before.get(id)?.state !== operation.state) {
        this.onUnrecorded(operation);
      }
    }
    for (const [id, operation] of before) {
      if (!this.unrecorded.has(id)) {
        this.onUnrecorded(operation);
      }
    }
  }
}
