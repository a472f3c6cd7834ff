import { LoggerService } from '@backstage/backend-plugin-api';
import { Instance } from '@dbaas-portal/plugin-dbaas-common';
import { Upkeep } from '@dbaas-portal/plugin-dbaas-node';
import { DefaultRegistry } from '../engines/DefaultRegistry';
import { InstanceIndex } from '../instances/InstanceIndex';
import { OwnOperations } from '../operations/OwnOperations';

/** Who the ledger and the audit name for what the watch does. */
export const UPKEEP_ACTOR = 'service:dbaas-upkeep';

const LOOK_MS = 5_000;
/** How long a binding must say the same before it is done. */
const PATIENCE_MS = 20_000;
/** The same is done once in this time; what does not help is left to people. */
const PERIOD_MS = 30 * 60_000;

/**
 * Does what bindings say that nobody else will: their `upkeep`. It looks at
 * the index alone, so that a fleet costs nothing; of several backends one does
 * it.
 */
export class UpkeepWatch {
  private readonly since = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: {
      index: InstanceIndex;
      registry: Pick<DefaultRegistry, 'binding'>;
      operations: OwnOperations;
      logger: LoggerService;
    },
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.look());
    }, LOOK_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  async look(now: Date = new Date()): Promise<void> {
    const said = new Set<string>();
    for (const instance of this.options.index.all()) {
      const upkeep = this.saidOf(instance);
      if (!upkeep) {
        continue;
      }
      const { uid } = instance.record;
      said.add(uid);
      const since = this.since.get(uid) ?? now.getTime();
      this.since.set(uid, since);
      if (now.getTime() - since >= PATIENCE_MS) {
        await this.do(instance, upkeep, now);
      }
    }
    for (const uid of this.since.keys()) {
      if (!said.has(uid)) {
        this.since.delete(uid);
      }
    }
  }

  private saidOf({ record, status, activity }: Instance): Upkeep | undefined {
    const { spec, phase } = record;
    // Most are green: bindings are asked about the others only.
    if (
      phase !== 'active' ||
      activity ||
      !spec.running ||
      status.health === 'green' ||
      status.health === 'grey'
    ) {
      return undefined;
    }
    try {
      return this.options.registry.binding(spec)?.upkeep?.(spec, status);
    } catch (error) {
      this.options.logger.error(`Upkeep of ${record.uid} failed: ${error}`);
      return undefined;
    }
  }

  private async do(
    { record }: Instance,
    { kind, input, reason }: Upkeep,
    now: Date,
  ): Promise<void> {
    const { logger, operations } = this.options;
    const period = `${Math.floor(now.getTime() / PERIOD_MS)}`;
    try {
      await operations.start(
        record,
        { kind, ...(input ? { input } : {}) },
        period,
        now,
      );
      logger.info(
        `${record.spec.name} needs a ${kind} by itself: ${reason.text.en}`,
      );
    } catch (error) {
      logger.warn(`Upkeep of ${record.spec.name} was refused: ${error}`);
    }
  }
}
