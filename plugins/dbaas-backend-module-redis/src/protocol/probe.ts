import { Probe } from '@dbaas-portal/plugin-dbaas-node';
import { infoNumber, parseInfo } from './info';

/** Up to this many seconds of silence are the pause between two pings. */
const PING_SECONDS = 2;

/** Reads role, version and lag from INFO. */
export function probeOf(info: string): Probe {
  const fields = parseInfo(info);
  const version =
    fields.get('valkey_version') ?? fields.get('redis_version') ?? '';
  if (fields.get('redis_mode') === 'sentinel') {
    return {
      role: 'sentinel',
      version,
      facts: {
        masters: infoNumber(fields, 'sentinel_masters') ?? 0,
        // e.g. `name=main,status=ok,address=127.0.0.1:1,slaves=1,sentinels=3`
        master: fields.get('master0') ?? '',
      },
    };
  }
  if (fields.get('role') === 'slave') {
    return replicaProbe(fields, version);
  }
  return {
    role: 'primary',
    version,
    facts: {
      connectedReplicas: infoNumber(fields, 'connected_slaves') ?? 0,
      offset: infoNumber(fields, 'master_repl_offset') ?? 0,
      failover: fields.get('master_failover_state') ?? 'no-failover',
      usedMemoryBytes: infoNumber(fields, 'used_memory') ?? 0,
    },
  };
}

function replicaProbe(fields: Map<string, string>, version: string): Probe {
  const linked = fields.get('master_link_status') === 'up';
  const silence = infoNumber(fields, 'master_last_io_seconds_ago') ?? 0;
  const down = infoNumber(fields, 'master_link_down_since_seconds');
  const lag = silence <= PING_SECONDS ? 0 : silence;
  return {
    role: 'replica',
    version,
    ...(linked ? { lagSeconds: lag } : {}),
    ...(!linked && down !== undefined && down >= 0 ? { lagSeconds: down } : {}),
    facts: {
      linked,
      primaryPort: infoNumber(fields, 'master_port') ?? 0,
      offset: infoNumber(fields, 'slave_repl_offset') ?? 0,
      usedMemoryBytes: infoNumber(fields, 'used_memory') ?? 0,
    },
  };
}
