import { DefaultInstanceIndex } from './DefaultInstanceIndex';
import { MemberProber } from './MemberProber';

export type ProbeOptions = {
  concurrency: number;
  /** Between two probes of an instance at which something happens. */
  activeMs: number;
  /** Between two probes of one at rest, at least; at most twice that. */
  idleMs: number;
};

const TICK_MS = 250;
/** After an event an instance is asked again this soon. */
const EVENT_MS = 1_000;

type Plan = { due: number; probedAt: number; failures: number };

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
    private readonly prober: MemberProber,
    private readonly options: ProbeOptions,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => this.tick(), TICK_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await Promise.allSettled(this.running.values());
  }

  /** Something of the instance was seen to change. */
  hint(uid: string): void {
    const plan = this.planOf(uid);
    plan.due = Math.min(plan.due, plan.probedAt + EVENT_MS);
  }

  private planOf(uid: string): Plan {
    const known = this.plans.get(uid);
    if (known) {
      return known;
    }
    const plan = { due: Date.now(), probedAt: 0, failures: 0 };
    this.plans.set(uid, plan);
    return plan;
  }

  private tick(): void {
    const now = Date.now();
    for (const uid of this.index.uids()) {
      this.planOf(uid);
    }
    for (const [uid, plan] of this.plans) {
      if (this.running.size >= this.options.concurrency) {
        return;
      }
      if (plan.due <= now && !this.running.has(uid)) {
        const run = this.probe(uid, plan).finally(() =>
          this.running.delete(uid),
        );
        this.running.set(uid, run);
      }
    }
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
      resources.filter(r => r.incarnation === record.incarnation),
    );
    if (probes.length > 0 || this.index.evidence(uid)?.probes.length) {
      this.index.putProbes(uid, probes);
    }
    plan.failures = probes.some(p => !p.ok) ? plan.failures + 1 : 0;
    const wanted = Math.min(plan.due, plan.probedAt + this.interval(uid, plan));
    // A hint that came meanwhile may want it sooner.
    plan.due = wanted;
  }

  private interval(uid: string, plan: Plan): number {
    const { activeMs, idleMs } = this.options;
    if (plan.failures > 0) {
      // What has just stopped answering is asked soon, then ever more seldom.
      return Math.min(activeMs, EVENT_MS * 2 ** Math.min(plan.failures, 10));
    }
    return this.index.get(uid)?.activity
      ? activeMs
      : idleMs * (1 + Math.random());
  }
}
