import { Knex } from 'knex';
import { databaseNow } from '../database/dialect';
import { persistently } from '../database/transact';

/** A statement whose backend has not told for this long is taken for dead. */
const STALE_MS = 60_000;

export type RunningStatement = {
  id: string;
  uid: string;
  actor: string;
  mode: 'read' | 'write';
  database?: string;
  serverProcess?: string;
};

type Row = {
  id: string;
  instance_uid: string;
  actor: string;
  mode: string;
  database: string | null;
  server_process: string | null;
  cancelled: boolean | number;
  seen_at: number | string;
};

const TABLE = 'statements';

/**
 * The statements that run right now, on any backend: to bound them and to
 * cancel them from everywhere.
 */
export class StatementStore {
  constructor(private readonly knex: Knex) {}

  /** False where the id is taken. */
  async add(statement: RunningStatement): Promise<boolean> {
    await persistently(() =>
      this.knex<Row>(TABLE).where('seen_at', '<', this.now(-STALE_MS)).delete(),
    );
    const inserted = await persistently(() =>
      this.knex(TABLE)
        .insert({
          id: statement.id,
          instance_uid: statement.uid,
          actor: statement.actor,
          mode: statement.mode,
          database: statement.database ?? null,
          server_process: null,
          cancelled: false,
          seen_at: this.now(),
        })
        .onConflict(['instance_uid', 'id'])
        .ignore()
        .returning('id'),
    );
    return inserted.length > 0;
  }

  /**
   * How many run now, those that were just added included: whoever adds first
   * and counts then never lets too many through.
   */
  async count(by: { actor: string } | { uid: string }): Promise<number> {
    const rows = this.knex<Row>(TABLE)
      .where('seen_at', '>=', this.now(-STALE_MS))
      .count({ n: '*' });
    const [{ n }] = await ('actor' in by
      ? rows.where('actor', by.actor)
      : rows.where('instance_uid', by.uid));
    return Number(n);
  }

  /** Tells that it runs, and where; true where somebody cancelled it. */
  async touch(
    statement: Pick<RunningStatement, 'uid' | 'id'>,
    serverProcess: string,
  ): Promise<boolean> {
    const key = { instance_uid: statement.uid, id: statement.id };
    await persistently(() =>
      this.knex(TABLE)
        .where(key)
        .update({ server_process: serverProcess, seen_at: this.now() }),
    );
    const row = await this.knex<Row>(TABLE).where(key).first();
    return Boolean(row?.cancelled);
  }

  async get(uid: string, id: string): Promise<RunningStatement | undefined> {
    const row = await this.knex<Row>(TABLE)
      .where({ instance_uid: uid, id })
      .first();
    return (
      row && {
        id: row.id,
        uid: row.instance_uid,
        actor: row.actor,
        mode: row.mode === 'write' ? 'write' : 'read',
        ...(row.database !== null && { database: row.database }),
        ...(row.server_process !== null && {
          serverProcess: row.server_process,
        }),
      }
    );
  }

  async cancel(uid: string, id: string): Promise<void> {
    await persistently(() =>
      this.knex(TABLE)
        .where({ instance_uid: uid, id })
        .update({ cancelled: true }),
    );
  }

  async remove(uid: string, id: string): Promise<void> {
    await persistently(() =>
      this.knex(TABLE).where({ instance_uid: uid, id }).delete(),
    );
  }

  /** By the database's clock, as those of backends differ. */
  private now(plusMs = 0) {
    return databaseNow(this.knex, plusMs);
  }
}
