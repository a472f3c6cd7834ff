import { ConflictError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { DriverAction } from '@dbaas-portal/plugin-dbaas-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { MAINTENANCE_DATABASE } from '../connection';
import { PostgresSession } from '../PostgresSession';
import { objectOf, postgresSession, textsOf } from './input';
import { sameSetting } from './units';

const PROMOTE_TIMEOUT_SECONDS = 60;
const POLL_MS = 100;
const PATIENT_POLL_MS = 1000;

/** Makes the server read its configuration files again. */
export const reload: DriverAction = async session => {
  await postgresSession(session).query('SELECT pg_catalog.pg_reload_conf()');
  return {};
};

/**
 * Writes all changes to disk, so that the stop that follows is short. Its
 * output says how far the primary was, for the switchover's record.
 */
export const checkpoint: DriverAction = async (session, input) => {
  const admin = postgresSession(session);
  await admin.query('CHECKPOINT');
  const [row] = await admin.query(
    'SELECT pg_catalog.pg_current_wal_lsn()::text AS lsn',
  );
  return { ...input, lsn: row.lsn };
};

/** Makes a replica the primary; nothing where it is one already. */
export const promote: DriverAction = async session => {
  const admin = postgresSession(session);
  const [state] = await admin.query(
    'SELECT pg_catalog.pg_is_in_recovery()::text AS recovery',
  );
  if (state.recovery === 'true') {
    const [row] = await admin.query(
      'SELECT pg_catalog.pg_promote(true, $1)::text AS done',
      [String(PROMOTE_TIMEOUT_SECONDS)],
    );
    if (row.done !== 'true') {
      throw new ConflictError('The server was not promoted in time');
    }
  }
  return { promoted: true };
};

/**
 * Makes the replication slots of the primary exactly `{slots}`: a slot holds
 * back the log that its replica still needs, one too many fills the disk.
 */
export const setSlots: DriverAction = async (session, input) => {
  const admin = postgresSession(session);
  const wanted = textsOf(input, 'slots');
  const rows = await admin.query(
    `SELECT slot_name AS name, active_pid::text AS pid
       FROM pg_catalog.pg_replication_slots WHERE slot_type = 'physical'`,
  );
  const present = new Set(rows.map(row => row.name));
  for (const slot of wanted) {
    if (!present.has(slot)) {
      await admin.query(
        'SELECT pg_catalog.pg_create_physical_replication_slot($1, true)',
        [slot],
      );
    }
  }
  for (const { name, pid } of rows) {
    if (name && !pid && !wanted.includes(name)) {
      await admin.query('SELECT pg_catalog.pg_drop_replication_slot($1)', [
        name,
      ]);
    }
  }
  return {};
};

/**
 * Waits until `{replicas}` have replayed all that the primary has written up
 * to now; the step's own time-out ends it.
 */
export const waitForReplicas: DriverAction = async (
  session,
  input,
  context,
) => {
  const admin = postgresSession(session);
  const [{ lsn }] = await admin.query(
    'SELECT pg_catalog.pg_current_wal_lsn()::text AS lsn',
  );
  const waiting = new Set(textsOf(input, 'replicas'));
  while (waiting.size > 0) {
    context.signal.throwIfAborted();
    const rows = await admin.query(
      `SELECT application_name AS name FROM pg_catalog.pg_stat_replication
        WHERE state = 'streaming' AND replay_lsn >= $1::pg_lsn`,
      [lsn ?? '0/0'],
    );
    rows.forEach(row => waiting.delete(row.name ?? ''));
    if (waiting.size > 0) {
      await sleep(POLL_MS, undefined, { signal: context.signal });
    }
  }
  return { lsn };
};

async function compareSettings(
  session: PostgresSession,
  settings: JsonObject,
): Promise<{ pending: string[]; wrong: string[] }> {
  const rows = await session.query(
    `SELECT name, setting, unit, pending_restart::text AS pending
       FROM pg_catalog.pg_settings
      WHERE name = ANY (pg_catalog.string_to_array($1, ','))`,
    [Object.keys(settings).join(',')],
  );
  const pending: string[] = [];
  const wrong: string[] = [];
  for (const { name, setting, unit, pending: waits } of rows) {
    if (waits === 'true') {
      pending.push(name ?? '');
    } else if (!sameSetting(String(settings[name ?? '']), setting, unit)) {
      wrong.push(`${name} = ${setting}${unit ?? ''}`);
    }
  }
  return { pending, wrong };
}

/**
 * Compares `{settings: {name: value}}` with what the server runs with; throws
 * where one is not what it should be. With `patient`, asks again until it is:
 * somebody else puts it in effect, and may restart the server for it.
 */
export const verifySettings: DriverAction = async (session, input, context) => {
  const admin = postgresSession(session);
  const settings = objectOf(input.settings);
  const patient = input.patient === true;
  for (;;) {
    const { pending, wrong } = await (patient
      ? admin
          .inDatabase(MAINTENANCE_DATABASE, s => compareSettings(s, settings))
          .catch(error => ({ pending: [], wrong: [String(error)] }))
      : compareSettings(admin, settings));
    if (wrong.length === 0 && pending.length === 0) {
      return {};
    }
    if (!patient) {
      throw new ConflictError(
        wrong.length > 0
          ? `The server runs with ${wrong.join(', ')}`
          : `Not in effect after the restart: ${pending.join(', ')}`,
      );
    }
    await sleep(PATIENT_POLL_MS, undefined, { signal: context.signal });
  }
};
