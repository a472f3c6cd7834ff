import { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { LocalMemberSpec } from '@dbaas-portal/plugin-dbaas-node';
import { isAlive, ProcessIdentity } from '../lock/identity';
import { BackOff } from './backOff';
import { killGroup, signal } from './leftovers';
import { Launch, spawnProcess } from './spawnProcess';
import { NO_PROCESS, UnitState, writeUnitState } from './unitState';

export type UnitOptions = {
  name: string;
  stateFile: string;
  /** Writes files, fills tokens, checks ports; throws what speaks against. */
  prepare(): Promise<Launch>;
  stopRule(): LocalMemberSpec['stop'];
  /** Kills what the process left behind. */
  sweep(): Promise<void>;
  logTail(): Promise<string>;
  hasPorts: boolean;
  changed(): void;
  /** It ended by itself. */
  died(exit: UnitExit): void;
};

/** How a process ended; unknown for one that was taken back. */
export type UnitExit = { code?: number; signal?: string };

/**
 * One process that shall run or shall not: starts it, starts it again with
 * growing pauses when it ends by itself, stops it, and takes back one that an
 * earlier backend started.
 */
export class Unit {
  private state: UnitState;
  private identity: ProcessIdentity | undefined;
  private child: ChildProcess | undefined;
  private wanted = false;
  private timer: NodeJS.Timeout | undefined;
  private ended: Promise<void> = Promise.resolve();
  private markEnded: () => void = () => {};
  private queue: Promise<unknown> = Promise.resolve();
  private readonly backOff = new BackOff();

  constructor(private readonly options: UnitOptions, initial: UnitState) {
    this.state = { ...initial };
  }

  get name(): string {
    return this.options.name;
  }

  get status(): Readonly<UnitState> {
    return this.state;
  }

  get process(): ProcessIdentity | undefined {
    return this.identity;
  }

  /** Whether it is up but has not been seen to listen yet. */
  get isComing(): boolean {
    return this.state.state === 'starting';
  }

  /** Takes back the process that the state names; false if it is gone. */
  adopt(): boolean {
    const { pid, started } = this.state;
    if (pid === undefined || !started || !isAlive({ pid, started })) {
      this.set({ ...NO_PROCESS, state: 'stopped' });
      return false;
    }
    this.wanted = true;
    this.begin({ pid, started });
    return true;
  }

  /** Returns when the process is made, not when it is ready. */
  start(): Promise<void> {
    return this.inTurn(async () => {
      this.wanted = true;
      this.backOff.reset();
      if (!this.identity) {
        await this.launch();
      }
    });
  }

  /** Returns when it has ended, in bounded time. */
  stop(atMostMs: number = Infinity): Promise<void> {
    this.wanted = false; // At once: a death from now on is no surprise.
    return this.inTurn(async () => {
      this.wanted = false;
      this.clearTimer();
      await this.end(atMostMs);
      await this.options.sweep();
      this.set({ state: 'stopped', listening: false });
    });
  }

  /** Starts it in the background, again and again if need be. */
  resume(): void {
    this.wanted = true;
    void this.inTurn(() => this.retry());
  }

  restart(): Promise<void> {
    return this.inTurn(async () => {
      this.wanted = false;
      this.clearTimer();
      await this.end(Infinity);
      await this.options.sweep();
      this.wanted = true;
      this.backOff.reset();
      await this.launch();
    });
  }

  /** Lets the process run and looks after it no more. */
  leave(): void {
    this.wanted = false;
    this.clearTimer();
    this.child?.removeAllListeners('exit');
    this.child = undefined;
    this.identity = undefined;
  }

  /** Looks whether a process that is not our child still lives. */
  check(): void {
    if (this.identity && !this.child && !isAlive(this.identity)) {
      this.onExit({});
    }
  }

  /** Notes what was measured; tells of it when it differs. */
  observe(
    seen: Partial<Pick<UnitState, 'listening' | 'memoryMib' | 'storageMib'>>,
  ) {
    const state =
      seen.listening && this.isComing ? ('running' as const) : this.state.state;
    const next = { ...this.state, ...seen, state };
    if (JSON.stringify(next) !== JSON.stringify(this.state)) {
      this.set(next);
    }
  }

  private async launch(): Promise<void> {
    this.clearTimer();
    const launch = await this.options.prepare();
    // Written before: a crash right after the start leaves a trace to follow.
    this.set({ state: 'starting', launching: true, listening: false });
    try {
      const { child, identity } = await spawnProcess(launch);
      this.child = child;
      child.unref();
      child.once('exit', (code, name) =>
        this.onExit({
          ...(code === null ? {} : { code }),
          ...(name === null ? {} : { signal: name }),
        }),
      );
      this.begin(identity, new Date().toISOString());
    } catch (error) {
      this.set({ state: 'stopped', launching: undefined });
      throw error;
    }
  }

  private begin(identity: ProcessIdentity, startedAt?: string): void {
    this.identity = identity;
    this.ended = new Promise(resolve => {
      this.markEnded = resolve;
    });
    this.set({
      ...identity,
      launching: undefined,
      state:
        this.options.hasPorts && !this.state.listening ? 'starting' : 'running',
      ...(startedAt ? { startedAt } : {}),
    });
  }

  private async end(atMostMs: number): Promise<void> {
    this.check(); // One that was taken back may be gone, its number another's.
    const identity = this.identity;
    if (!identity) {
      return;
    }
    const rule = this.options.stopRule();
    signal(identity.pid, rule.signal);
    const patience = Math.min(rule.timeoutSeconds * 1000, atMostMs);
    if (!(await this.hasEnded(identity, patience))) {
      killGroup(identity);
      await this.hasEnded(identity, 5000);
    }
  }

  private async hasEnded(identity: ProcessIdentity, ms: number) {
    const until = Date.now() + ms;
    let pause = 5;
    while (this.identity === identity && Date.now() < until) {
      await Promise.race([this.ended, sleep(pause, undefined, { ref: false })]);
      this.check();
      pause = Math.min(pause * 2, 100);
    }
    return this.identity !== identity;
  }

  private onExit(exit: UnitExit): void {
    const identity = this.identity;
    if (!identity) {
      return;
    }
    killGroup(identity); // What it left must not hold its ports or data.
    this.identity = undefined;
    this.child = undefined;
    this.markEnded();
    const lived = Date.now() - Date.parse(this.state.startedAt ?? '');
    this.set({ ...NO_PROCESS, state: this.wanted ? 'back-off' : 'stopped' });
    if (!this.wanted) {
      return;
    }
    this.options.died(exit);
    void this.inTurn(async () => this.afterDeath(exit, lived || 0));
  }

  private async afterDeath(exit: UnitExit, livedMs: number): Promise<void> {
    const log = await this.options.logTail().catch(() => '');
    await this.options.sweep();
    if (this.wanted && !this.identity) {
      this.retryLater(livedMs, {
        lastExit: { at: new Date().toISOString(), ...exit, log },
      });
    }
  }

  private retryLater(livedMs: number, facts: Partial<UnitState>): void {
    const { state, delayMs } = this.backOff.next(livedMs);
    this.set({ state, ...facts });
    this.clearTimer();
    this.timer = setTimeout(() => {
      this.set({ restarts: this.state.restarts + 1 });
      void this.inTurn(() => this.retry());
    }, delayMs);
    this.timer.unref();
  }

  private async retry(): Promise<void> {
    if (!this.wanted || this.identity) {
      return;
    }
    try {
      await this.launch();
    } catch (error) {
      const log = error instanceof Error ? error.message : String(error);
      this.retryLater(0, { lastExit: { at: new Date().toISOString(), log } });
    }
  }

  private inTurn<T>(action: () => Promise<T>): Promise<T> {
    const result = this.queue.then(action);
    this.queue = result.catch(() => {});
    return result;
  }

  private set(change: Partial<UnitState>): void {
    this.state = { ...this.state, ...change };
    writeUnitState(this.options.stateFile, this.state);
    this.options.changed();
  }

  private clearTimer(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
