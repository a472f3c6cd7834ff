import { Knex } from 'knex';
import { persistently } from '../database/transact';

const TABLE = 'lifetime_notices';

/** What was told already, over restarts and backends. */
export class NoticeStore {
  constructor(private readonly knex: Knex) {}

  /** True for the first who asks. */
  async claim(uid: string, notice: string, now: Date): Promise<boolean> {
    const rows = await persistently(() =>
      this.knex(TABLE)
        .insert({ instance_uid: uid, notice, at: now.getTime() })
        .onConflict(['instance_uid', 'notice'])
        .ignore()
        .returning('notice'),
    );
    return rows.length > 0;
  }

  async release(uid: string, notice: string): Promise<void> {
    await persistently(() =>
      this.knex(TABLE).where({ instance_uid: uid, notice }).delete(),
    );
  }

  /** Forgets what is long past. */
  async forget(before: Date): Promise<void> {
    await persistently(() =>
      this.knex(TABLE).where('at', '<', before.getTime()).delete(),
    );
  }
}
