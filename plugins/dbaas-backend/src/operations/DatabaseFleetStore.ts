import { FleetControl } from '@dbaas-portal/plugin-dbaas-common';
import { Knex } from 'knex';
import { persistently } from '../database/transact';

/** The switch that lets operations of the whole fleet wait. */
export class DatabaseFleetStore {
  constructor(private readonly knex: Knex) {}

  async get(): Promise<FleetControl> {
    const row = await this.knex('fleet_control').where({ id: 1 }).first();
    return {
      paused: Boolean(row?.paused),
      ...(row?.actor ? { actor: String(row.actor) } : {}),
      ...(row?.since ? { since: String(row.since) } : {}),
      ...(row?.note ? { note: String(row.note) } : {}),
    };
  }

  async set(control: FleetControl): Promise<void> {
    const row = {
      paused: control.paused,
      actor: control.actor ?? null,
      since: control.since ?? null,
      note: control.note ?? null,
    };
    await persistently(() =>
      this.knex('fleet_control')
        .insert({ id: 1, ...row })
        .onConflict('id')
        .merge(row),
    );
  }
}
