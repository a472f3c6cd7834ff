import { Knex } from 'knex';
import { persistently } from '../database/transact';
import { DatabaseClaimStore } from '../operations/DatabaseClaimStore';

type Write =
  | 'beginStep'
  | 'passStep'
  | 'noteStep'
  | 'endStep'
  | 'setIntent'
  | 'finish'
  | 'setMode';

const killed = () => new Error('The backend was killed');

/** When the backend dies: at which write, and before or after it. */
export type CrashPoint = { write: number; when: 'before' | 'after' };

/**
 * The ledger as a backend sees it that is killed at one of its writes: from
 * then on it can neither write nor keep its claims. Its leases end with it, as
 * if their time had passed: what is tested is what comes after.
 */
export class CrashingClaims extends DatabaseClaimStore {
  dead = false;
  private writes = 0;

  constructor(
    private readonly database: Knex,
    private readonly point: CrashPoint,
  ) {
    super(database);
    const methods: Write[] = [
      'beginStep',
      'passStep',
      'noteStep',
      'endStep',
      'setIntent',
      'finish',
      'setMode',
    ];
    for (const name of methods) {
      this.wrap(name);
    }
  }

  async heartbeat(...args: Parameters<DatabaseClaimStore['heartbeat']>) {
    this.mustLive();
    await super.heartbeat(...args);
  }

  async control(...args: Parameters<DatabaseClaimStore['control']>) {
    this.mustLive();
    return super.control(...args);
  }

  async addEvent(...args: Parameters<DatabaseClaimStore['addEvent']>) {
    this.mustLive();
    await super.addEvent(...args);
  }

  async release() {
    // Who is killed gives nothing back.
  }

  private wrap(name: Write): void {
    const original: (...args: never[]) => Promise<void> = this[name].bind(this);
    Object.assign(this, {
      [name]: async (...args: never[]) => {
        this.mustLive();
        this.writes += 1;
        const dies = this.writes === this.point.write;
        if (dies && this.point.when === 'before') {
          await this.die();
        }
        await original(...args);
        if (dies) {
          await this.die();
        }
      },
    });
  }

  private async die(): Promise<never> {
    this.dead = true;
    await persistently(() =>
      this.database('operations')
        .whereNotNull('lease_until')
        .update({ lease_until: 0 }),
    );
    throw killed();
  }

  private mustLive(): void {
    if (this.dead) {
      throw killed();
    }
  }
}
