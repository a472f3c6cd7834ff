import { randomUUID } from 'node:crypto';
import { LostClaimError } from '../DatabaseClaimStore';
import { ClaimedOperation } from '../StoredOperation';
import { OperationRun } from './OperationRun';
import { pause } from './pause';
import { RunContext } from './RunContext';
import { reasonOf } from './transient';

export type WorkerOptions = {
  concurrency: number;
  leaseMs: number;
  heartbeatMs: number;
  pollMs: number;
};

/** How long a stopping backend waits for its steps to end. */
const STOP_MS = 15_000;

/** Claims operations that this backend can execute, and runs them. */
export class OperationWorker {
  private readonly running = new Map<string, Promise<void>>();
  private readonly stopping = new AbortController();
  private loop?: Promise<void>;
  private wakeLoop = () => {};

  constructor(
    private readonly context: RunContext,
    private readonly options: WorkerOptions,
  ) {}

  start(): void {
    this.loop ??= this.poll();
  }

  /** Something was admitted: look now. */
  wake(): void {
    this.wakeLoop();
  }

  /** Whether an operation of this backend is under way. */
  get busy(): number {
    return this.running.size;
  }

  async stop(): Promise<void> {
    this.stopping.abort(new Error('The backend stops'));
    await this.loop;
    const giveUp = new AbortController();
    await Promise.race([
      Promise.allSettled(this.running.values()),
      pause(STOP_MS, giveUp.signal),
    ]);
    giveUp.abort();
  }

  private async poll(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      let woken = false;
      this.wakeLoop = () => {
        woken = true;
      };
      try {
        await this.claim();
      } catch (error) {
        this.context.logger.warn(`Operations cannot be claimed: ${error}`);
      }
      if (!woken) {
        // Jitter keeps several backends from asking at the same moment.
        const ms = this.options.pollMs * (1 + Math.random());
        await pause(ms, signal, wake => {
          this.wakeLoop = wake;
          return () => {};
        });
      }
    }
  }

  private async claim(): Promise<void> {
    const { context, options } = this;
    const places = context.registry
      .places()
      .filter(({ platform, location }) => platform.canExecute(location))
      .map(({ platform, location }) => ({ platform: platform.id, location }));
    const claimed = await context.store.claim({
      places,
      limit: options.concurrency - this.running.size,
      owner: context.owner,
      leaseMs: options.leaseMs,
      at: context.clock().toISOString(),
      token: randomUUID,
    });
    for (const operation of claimed) {
      const run = this.run(operation).finally(() => {
        this.running.delete(operation.claimToken);
        this.wake();
      });
      this.running.set(operation.claimToken, run);
    }
  }

  private async run(operation: ClaimedOperation): Promise<void> {
    const { context } = this;
    const lost = new AbortController();
    const signal = AbortSignal.any([this.stopping.signal, lost.signal]);
    const stopHeart = this.heartbeat(operation, lost);
    const run = new OperationRun(context, operation, signal);
    try {
      await context.changed(operation.id);
      await run.run();
    } catch (error) {
      if (!(error instanceof LostClaimError) && !signal.aborted) {
        await this.giveUp(run, operation, error);
      } else {
        context.logger.info(`Operation ${operation.id} was let go: ${error}`);
      }
    } finally {
      stopHeart();
      if (this.stopping.signal.aborted) {
        await this.release(operation);
      }
    }
  }

  /** An error that no step explains; if the ledger is away, the lease ends. */
  private async giveUp(
    run: OperationRun,
    operation: ClaimedOperation,
    error: unknown,
  ): Promise<void> {
    const { logger } = this.context;
    logger.error(`Operation ${operation.id} failed: ${error}`);
    try {
      await run.fail(reasonOf(error));
    } catch (second) {
      logger.warn(`Its failure cannot be written: ${second}`);
    }
  }

  private async release(operation: ClaimedOperation): Promise<void> {
    try {
      await this.context.claims.release(operation);
    } catch (error) {
      this.context.logger.warn(
        `The claim of ${operation.id} ends with its lease: ${error}`,
      );
    }
  }

  /**
   * Aborts the run as soon as the claim is lost, or cannot be shown to be held
   * for so long that another backend may have taken it.
   */
  private heartbeat(
    operation: ClaimedOperation,
    lost: AbortController,
  ): () => void {
    const { claims } = this.context;
    const { leaseMs, heartbeatMs } = this.options;
    let heldUntil = performance.now() + leaseMs;
    let beating = false;
    const timer = setInterval(async () => {
      if (performance.now() > heldUntil) {
        lost.abort(new LostClaimError(operation.id));
      }
      if (beating || lost.signal.aborted) {
        return;
      }
      beating = true;
      const asked = performance.now();
      try {
        await claims.heartbeat(operation, leaseMs);
        heldUntil = asked + leaseMs;
      } catch (error) {
        if (error instanceof LostClaimError) {
          lost.abort(error);
        }
      } finally {
        beating = false;
      }
    }, heartbeatMs);
    timer.unref();
    return () => clearInterval(timer);
  }
}
