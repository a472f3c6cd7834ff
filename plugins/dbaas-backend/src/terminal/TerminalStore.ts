import { TerminalRequest } from '@dbaas-portal/plugin-dbaas-common';
import { Knex } from 'knex';
import { databaseNow } from '../database/dialect';
import { persistently } from '../database/transact';

/** So long a ticket opens something. */
const TICKET_MS = 30_000;
/** An open terminal whose backend has not told for this long is dead. */
const STALE_MS = 60_000;

export type StoredTerminal = TerminalRequest & {
  id: string;
  uid: string;
  actor: string;
};

type Row = {
  id: string;
  ticket_hash: string;
  instance_uid: string;
  actor: string;
  member: string;
  kind: string;
  width: number;
  height: number;
  redeemed: boolean | number;
  expires_at: number | string;
};

const TABLE = 'terminals';

/** Tickets and open terminals, of all backends. */
export class TerminalStore {
  constructor(private readonly knex: Knex) {}

  /** Keeps what a ticket is for; answers when it ends. */
  async add(terminal: StoredTerminal, ticketHash: string): Promise<Date> {
    await persistently(() =>
      this.knex<Row>(TABLE).where('expires_at', '<', this.now()).delete(),
    );
    const [row] = await persistently(() =>
      this.knex(TABLE)
        .insert({
          id: terminal.id,
          ticket_hash: ticketHash,
          instance_uid: terminal.uid,
          actor: terminal.actor,
          member: terminal.member,
          kind: terminal.kind,
          width: terminal.columns,
          height: terminal.rows,
          redeemed: false,
          expires_at: this.now(TICKET_MS),
        })
        .returning('expires_at'),
    );
    return new Date(Number(row.expires_at));
  }

  /**
   * How many there are, that which was just added included: whoever adds first
   * and counts then never lets too many through.
   */
  async count(by: { actor: string } | { uid: string }): Promise<number> {
    const rows = this.knex<Row>(TABLE)
      .where('expires_at', '>=', this.now())
      .count({ n: '*' });
    const [{ n }] = await ('actor' in by
      ? rows.where('actor', by.actor)
      : rows.where('instance_uid', by.uid));
    return Number(n);
  }

  /** Uses up the ticket: of all that come with it, one gets the terminal. */
  async redeem(ticketHash: string): Promise<StoredTerminal | undefined> {
    const used = await persistently(() =>
      this.knex(TABLE)
        .where({ ticket_hash: ticketHash, redeemed: false })
        .where('expires_at', '>=', this.now())
        .update({ redeemed: true, expires_at: this.now(STALE_MS) }),
    );
    const row =
      used === 1
        ? await this.knex<Row>(TABLE).where('ticket_hash', ticketHash).first()
        : undefined;
    return (
      row && {
        id: row.id,
        uid: row.instance_uid,
        actor: row.actor,
        member: row.member,
        kind: row.kind,
        columns: row.width,
        rows: row.height,
      }
    );
  }

  /** Tells that it is still open; false where it counts no more. */
  async touch(id: string): Promise<boolean> {
    const touched = await persistently(() =>
      this.knex(TABLE)
        .where({ id })
        .update({ expires_at: this.now(STALE_MS) }),
    );
    return touched === 1;
  }

  async remove(id: string): Promise<void> {
    await persistently(() => this.knex(TABLE).where({ id }).delete());
  }

  /** By the database's clock, as those of backends differ. */
  private now(plusMs = 0) {
    return databaseNow(this.knex, plusMs);
  }
}
