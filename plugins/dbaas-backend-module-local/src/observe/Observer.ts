import { LocalSettings } from '../options';
import { Instance } from '../instances/Instance';
import { Instances } from '../instances/Instances';
import { Unit } from '../supervisor/Unit';
import { boundLog } from '../supervisor/logFile';
import { listeningPorts } from './listening';
import { memoryOf } from './memory';
import { storageOf } from './storage';

const CALM_MS = 500;
const LISTENING_MS = 2000;
const MEMORY_MS = 5000;
const STORAGE_MS = 30_000;
/** A start is looked at closely, ever less so. */
const FIRST_LOOK_MS = 15;
const MAX_LOOK_MS = 250;

/** Looks at running processes: do they live, listen, how much do they take. */
export class Observer {
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;
  private look = FIRST_LOOK_MS;
  private isLooking = false;
  private lookingAtDisk: Promise<void> | undefined;
  private last = { listening: 0, memory: 0, storage: 0 };

  constructor(
    private readonly instances: Instances,
    private readonly logger: LocalSettings['logger'],
  ) {}

  start(): void {
    this.plan(0);
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  /** Something was started: look soon. */
  wake(): void {
    if (!this.isStopped && !this.isLooking && this.isAnyComing()) {
      this.look = FIRST_LOOK_MS;
      this.plan(this.look);
    }
  }

  private plan(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.round(), ms);
    this.timer.unref();
  }

  private async round(): Promise<void> {
    this.isLooking = true;
    try {
      await this.lookAtAll();
    } catch (error) {
      this.logger.warn(`Local processes cannot be observed: ${error}`);
    } finally {
      this.isLooking = false;
    }
    if (this.isStopped) {
      return;
    }
    const coming = this.isAnyComing();
    this.look = coming ? Math.min(this.look * 1.2, MAX_LOOK_MS) : FIRST_LOOK_MS;
    this.plan(coming ? this.look : CALM_MS);
  }

  private isAnyComing(): boolean {
    return this.instances.units().some(({ unit }) => unit.isComing);
  }

  private async lookAtAll(): Promise<void> {
    const units = this.instances.units();
    units.forEach(({ unit }) => unit.check());
    const running = units.filter(({ unit }) => unit.process);
    const all = this.isDue('listening', LISTENING_MS);
    await this.lookAtPorts(running.filter(({ unit }) => all || unit.isComing));
    if (running.length > 0 && this.isDue('memory', MEMORY_MS)) {
      await this.lookAtMemory(running);
    }
    if (running.length > 0 && this.isDue('storage', STORAGE_MS)) {
      // Not waited for: a big folder must not delay what is watched closely.
      this.lookingAtDisk ??= this.lookAtDisk(running)
        .catch(error =>
          this.logger.debug(`Folders cannot be measured: ${error}`),
        )
        .finally(() => {
          this.lookingAtDisk = undefined;
        });
    }
  }

  private isDue(what: keyof Observer['last'], interval: number): boolean {
    const now = Date.now();
    if (now - this.last[what] < interval) {
      return false;
    }
    this.last[what] = now;
    return true;
  }

  private async lookAtPorts(units: Running[]) {
    const ports = units.map(mainPort);
    if (ports.length === 0) {
      return;
    }
    const open = await listeningPorts(ports.filter(p => p !== undefined));
    units.forEach(({ unit }, i) => {
      const port = ports[i];
      if (unit.process && port !== undefined) {
        unit.observe({ listening: open.has(port) });
      }
    });
  }

  private async lookAtMemory(units: Running[]) {
    const pids = units.map(({ unit }) => unit.process?.pid ?? 0);
    const memory = await memoryOf(pids);
    units.forEach(({ unit }, i) => {
      const now = memory.get(pids[i]);
      if (unit.process && now && isNews(unit.status.memoryMib, now)) {
        unit.observe({ memoryMib: now });
      }
    });
  }

  private async lookAtDisk(units: Running[]) {
    for (const { instance, unit } of units) {
      const { layout } = instance.machine;
      await boundLog(layout.log(instance.uid, unit.name)).catch(() => {});
      if (!(unit.name in instance.manifest.members)) {
        continue;
      }
      const now = await storageOf(layout.member(instance.uid, unit.name));
      if (now !== undefined && isNews(unit.status.storageMib, now)) {
        unit.observe({ storageMib: now });
      }
    }
  }
}

type Running = { instance: Instance; unit: Unit };

function mainPort({ instance, unit }: Running): number | undefined {
  const { members, addresses } = instance.manifest;
  return members[unit.name]?.ports.main ?? addresses[unit.name]?.port;
}

/** Small changes are not worth telling everybody. */
function isNews(before: number | undefined, now: number): boolean {
  return (
    before === undefined || Math.abs(now - before) >= Math.max(2, before * 0.05)
  );
}
