import { ServiceUnavailableError } from '@backstage/errors';
import { Probe } from '@dbaas-portal/plugin-dbaas-node';
import { PostgresSession } from './PostgresSession';

/**
 * One round trip. A replica that has replayed all that it received, over a
 * stream that stands, is not behind, however long ago the last change was.
 */
const STATE = `
SELECT pg_catalog.pg_is_in_recovery()::text AS recovery,
       pg_catalog.current_setting('server_version') AS version,
       CASE WHEN pg_catalog.pg_is_in_recovery() THEN NULL
            ELSE pg_catalog.pg_current_wal_lsn()::text END AS current_lsn,
       pg_catalog.pg_last_wal_receive_lsn()::text AS receive_lsn,
       pg_catalog.pg_last_wal_replay_lsn()::text AS replay_lsn,
       CASE WHEN pg_catalog.pg_is_in_recovery() THEN NULL
            ELSE pg_catalog.substr(pg_catalog.pg_walfile_name(
                   pg_catalog.pg_current_wal_lsn()), 1, 8) END AS timeline,
       r.status AS receiver, r.received_tli::text AS receiver_timeline,
       CASE WHEN NOT pg_catalog.pg_is_in_recovery() THEN NULL
            WHEN r.status = 'streaming'
             AND pg_catalog.pg_last_wal_receive_lsn()
                 OPERATOR(pg_catalog.=) pg_catalog.pg_last_wal_replay_lsn()
            THEN '0'
            ELSE pg_catalog.round(EXTRACT(EPOCH FROM
                   pg_catalog.clock_timestamp()
                   OPERATOR(pg_catalog.-)
                   pg_catalog.pg_last_xact_replay_timestamp())::numeric, 1)::text
       END AS lag,
       (SELECT pg_catalog.count(*)::text FROM pg_catalog.pg_settings
         WHERE pending_restart) AS pending_restart
  FROM (SELECT 1) AS one LEFT JOIN pg_catalog.pg_stat_wal_receiver AS r ON true`;

const SENDERS = `
SELECT application_name AS name, state,
       pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), replay_lsn)::bigint::text
         AS lag_bytes
  FROM pg_catalog.pg_stat_replication ORDER BY application_name LIMIT 50`;

async function writeAndReadBack(session: PostgresSession): Promise<void> {
  await session.query(
    'CREATE TEMPORARY TABLE dbaas_probe (value integer) ON COMMIT PRESERVE ROWS',
  );
  await session.query('INSERT INTO pg_temp.dbaas_probe VALUES (1)');
  const rows = await session.query('SELECT value FROM pg_temp.dbaas_probe');
  await session.query('DROP TABLE pg_temp.dbaas_probe');
  if (rows.length !== 1 || rows[0].value !== '1') {
    throw new ServiceUnavailableError('What was written could not be read');
  }
}

/** Asks the server about itself; with `write`, writes and reads back. */
export async function probeServer(
  session: PostgresSession,
  options: { write: boolean },
): Promise<Probe> {
  const [state] = await session.query(STATE);
  const primary = state.recovery === 'false';
  const senders = primary ? await session.query(SENDERS) : [];
  if (options.write) {
    await writeAndReadBack(session);
  }
  return {
    role: primary ? 'primary' : 'replica',
    version: (state.version ?? '').split(' ')[0],
    ...(state.lag === null
      ? {}
      : { lagSeconds: Math.max(0, Number(state.lag)) }),
    facts: {
      timeline: primary
        ? parseInt(state.timeline ?? '0', 16)
        : Number(state.receiver_timeline ?? 0),
      currentLsn: state.current_lsn,
      receiveLsn: state.receive_lsn,
      replayLsn: state.replay_lsn,
      receiver: state.receiver,
      pendingRestart: Number(state.pending_restart),
      senders: senders.map(sender => ({
        name: sender.name,
        state: sender.state,
        lagBytes: sender.lag_bytes === null ? null : Number(sender.lag_bytes),
      })),
    },
  };
}
