import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import { z } from 'zod';
import { addGeneration, readNewest } from '../files/generations';
import { identityOf, isAlive } from './identity';

const holder = z.union([
  z.object({ released: z.literal(true) }),
  z.object({ pid: z.number(), started: z.string(), token: z.string() }),
]);

type Holder = { pid: number; started: string; token: string };

/**
 * Says which process may run the servers of a root. The lock is a row of
 * generations: whoever adds the next one after a holder that has ended or let
 * go holds it. Nobody can take it from a holder that lives.
 */
export class RootLock {
  private readonly token = randomUUID();
  private held: number | undefined;

  constructor(private readonly folder: string) {}

  get isHeld(): boolean {
    return this.held !== undefined;
  }

  /** The living process that holds it, if it is another. */
  async otherHolder(): Promise<number | undefined> {
    const current = await this.current();
    return current.holder && current.holder.token !== this.token
      ? current.holder.pid
      : undefined;
  }

  /** Takes the lock if it is free; returns whether it is held now. */
  async tryTake(): Promise<boolean> {
    if (this.held !== undefined) {
      return true;
    }
    await fs.mkdir(this.folder, { recursive: true, mode: 0o700 });
    const current = await this.current();
    if (current.holder) {
      return false;
    }
    const self = identityOf(process.pid);
    if (!self) {
      throw new Error('The start time of this process cannot be read');
    }
    const next = current.generation + 1;
    const mine: Holder = { ...self, token: this.token };
    if (await addGeneration(this.folder, next, JSON.stringify(mine))) {
      this.held = next;
      return true;
    }
    return false;
  }

  async release(): Promise<void> {
    if (this.held === undefined) {
      return;
    }
    const next = this.held + 1;
    this.held = undefined;
    await addGeneration(this.folder, next, JSON.stringify({ released: true }));
  }

  private async current(): Promise<{ generation: number; holder?: Holder }> {
    const newest = await readNewest(this.folder);
    if (!newest) {
      return { generation: 0 };
    }
    const { generation } = newest;
    const value = holder.parse(JSON.parse(newest.text));
    return 'released' in value || !isAlive(value)
      ? { generation }
      : { generation, holder: value };
  }
}
