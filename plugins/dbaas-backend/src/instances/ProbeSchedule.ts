import { DefaultInstanceIndex } from './DefaultInstanceIndex';
import { MemberProber } from './MemberProber';
import { ofIncarnation } from './ofIncarnation';

export type ProbeOptions = {
  concurrency: number;
  /** Between two probes of an instance at which something happens. */
  activeMs: number;
  /** Between two probes of one at rest, at least; at most twice that. */
  idleMs: number;
};

const TICK_MS = 250;
/** After an event an instance that answers is asked again this soon. */
const EVENT_MS = 1_000;
/** And one that does not, e.g. because it is just coming: people wait for it. */
const COMING_MS = 100;

type Plan = {
  due: number;
  probedAt: number;
  failures: number;
  /** Whether all of its members answered when they were last asked. */
  answers: boolean;
  timer?: NodeJS.Timeout;
};

/** Ever more seldom, the longer it does not answer. */
const comingMs = ({ failures }: Plan) =>
  COMING_MS * 2 ** Math.min(failures, 10);

/**
 * Asks every instance how it is: often where something happens, now and then
 * elsewhere, a bounded number at once, and never in step with each other.
 */
export class ProbeSchedule {
  private readonly plans = new Map<string, Plan>();
  private readonly running = new Map<string, Promise<void>>();
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly index: DefaultInstanceIndex,
    private readonly prober: Pick<MemberProber, 'probe'>,
    private readonly options: ProbeOptions,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => this.tick(), TICK_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    this.plans.forEach(plan => clearTimeout(plan.timer));
    await Promise.allSettled(this.running.values());
  }

  /** Something of the instance was seen to change. */
  hint(uid: string): void {
    const plan = this.planOf(uid);
    const gap = plan.answers ? EVENT_MS : comingMs(plan);
    plan.due = Math.min(plan.due, plan.probedAt + Math.min(gap, EVENT_MS));
    this.wakeFor(uid, plan);
  }

  /** Begins on time what is due before the next tick. */
  private wakeFor(uid: string, plan: Plan): void {
    const ms = plan.due - Date.now();
    if (this.timer && this.plans.get(uid) === plan && ms < TICK_MS) {
      clearTimeout(plan.timer);
      plan.timer = setTimeout(
        () => this.begin(uid, plan),
        Math.max(0, ms),
      ).unref();
    }
  }

  private planOf(uid: string): Plan {
    const known = this.plans.get(uid);
    if (known) {
      return known;
    }
    const plan: Plan = {
      due: Date.now(),
      probedAt: 0,
      failures: 0,
      answers: false,
    };
    this.plans.set(uid, plan);
    return plan;
  }

  private tick(): void {
    for (const uid of this.index.uids()) {
      this.planOf(uid);
    }
    for (const [uid, plan] of this.plans) {
      if (this.running.size >= this.options.concurrency) {
        return;
      }
      this.begin(uid, plan);
    }
  }

  /** Probes it if it is due and nothing stands against it; else a tick does. */
  private begin(uid: string, plan: Plan): void {
    const isFull = this.running.size >= this.options.concurrency;
    if (
      !this.timer ||
      isFull ||
      plan.due > Date.now() ||
      this.running.has(uid)
    ) {
      return;
    }
    const run = this.probe(uid, plan).finally(() => {
      this.running.delete(uid);
      this.wakeFor(uid, plan);
    });
    this.running.set(uid, run);
  }

  private async probe(uid: string, plan: Plan): Promise<void> {
    const instance = this.index.get(uid);
    if (!instance) {
      this.plans.delete(uid);
      return;
    }
    const { record } = instance;
    const resources = this.index.evidence(uid)?.resources ?? [];
    plan.probedAt = Date.now();
    plan.due = Infinity;
    const probes = await this.prober.probe(
      uid,
      record.spec,
      ofIncarnation(record, resources),
    );
    if (probes.length > 0 || this.index.evidence(uid)?.probes.length) {
      this.index.putProbes(uid, probes);
    }
    plan.failures = probes.some(p => !p.ok) ? plan.failures + 1 : 0;
    plan.answers = probes.length > 0 && plan.failures === 0;
    const wanted = Math.min(plan.due, plan.probedAt + this.interval(uid, plan));
    // A hint that came meanwhile may want it sooner.
    plan.due = wanted;
  }

  private interval(uid: string, plan: Plan): number {
    const { activeMs, idleMs } = this.options;
    if (plan.failures > 0) {
      return Math.min(activeMs, comingMs(plan));
    }
    return this.index.get(uid)?.activity
      ? activeMs
      : idleMs * (1 + Math.random());
  }
}
