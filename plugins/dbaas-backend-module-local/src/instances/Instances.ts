import { Unit } from '../supervisor/Unit';
import { Instance } from './Instance';
import { Machine } from './Machine';
import { emptyManifest, readManifest } from './Manifest';

/** At the backend's end no server may take longer; then it is killed. */
const END_WITHIN_MS = 20_000;

/** All instances that this backend looks after while it holds the lock. */
export class Instances {
  private readonly known = new Map<string, Instance>();

  constructor(private readonly machine: Machine) {}

  /** The instance; one that is not there yet begins with nothing. */
  async open(uid: string): Promise<Instance> {
    const known = this.known.get(uid);
    if (known) {
      return known;
    }
    const manifest =
      (await readManifest(this.machine.layout, uid)) ?? emptyManifest(uid);
    const instance =
      this.known.get(uid) ?? new Instance(this.machine, manifest);
    this.known.set(uid, instance);
    return instance;
  }

  get(uid: string): Instance | undefined {
    return this.known.get(uid);
  }

  forget(uid: string): void {
    this.known.delete(uid);
  }

  all(): Instance[] {
    return [...this.known.values()];
  }

  units(): Array<{ instance: Instance; unit: Unit }> {
    return this.all().flatMap(instance =>
      [...instance.units.values()].map(unit => ({ instance, unit })),
    );
  }

  /** Ends every process; each in the time that its own rule gives it. */
  async endAll(): Promise<void> {
    await Promise.allSettled(
      this.units().map(({ unit }) => unit.stop(END_WITHIN_MS)),
    );
    this.known.clear();
  }

  /** Lets every process run, for the next backend to take back. */
  leaveAll(): void {
    this.units().forEach(({ unit }) => unit.leave());
    this.known.clear();
  }
}
