import {
  InstanceSpec,
  Parameters,
  ParameterValue,
} from '@dbaas-portal/plugin-dbaas-common';
import { REPLICATION_ROLE } from '../../../../protocol';
import { PARAMETERS } from '../../parameters';
import { slotOf } from './layout';

export const REPLICATION_PASSFILE = 'replication.pgpass';

const UNITS: Record<string, string> = { MiB: 'MB', KiB: 'kB', ms: 'ms', s: 's' };

/** What the size of a member makes of the parameters that say 0. */
function derived(spec: InstanceSpec): Parameters {
  const { memoryMib } = spec.resources;
  return {
    shared_buffers: Math.max(16, Math.floor(memoryMib / 4)),
    effective_cache_size: Math.floor((memoryMib * 3) / 4),
    maintenance_work_mem: Math.min(2047, Math.max(16, Math.floor(memoryMib / 16))),
  };
}

function written(value: ParameterValue, unit: string | undefined): string {
  if (typeof value === 'boolean') {
    return value ? 'on' : 'off';
  }
  const suffix = unit && typeof value === 'number' ? UNITS[unit] ?? '' : '';
  // Minus one means “off” and takes no unit.
  return value === -1 ? '-1' : `${value}${suffix}`;
}

/** The parameters of the descriptor as the server's configuration has them. */
export function settingsOf(spec: InstanceSpec): Record<string, string> {
  const bySize = derived(spec);
  return Object.fromEntries(
    PARAMETERS.map(parameter => {
      const asked = spec.parameters[parameter.name] ?? parameter.default;
      const value =
        asked === 0 && parameter.name in bySize
          ? bySize[parameter.name]
          : asked;
      return [parameter.name, written(value, parameter.unit)];
    }),
  );
}

/** The settings that two specs differ in, and whether one needs a restart. */
export function changedSettings(before: InstanceSpec, after: InstanceSpec) {
  const from = settingsOf(before);
  const to = settingsOf(after);
  const names = Object.keys(to).filter(name => from[name] !== to[name]);
  return {
    names,
    restart: PARAMETERS.some(p => p.restart && names.includes(p.name)),
  };
}

function quote(value: string): string {
  return `'${value.replace(/'/g, "''")}'`;
}

/** How far the log may be held back for a replica before it is let go. */
function slotLimitMib(spec: InstanceSpec): number {
  return Math.max(256, Math.floor(spec.resources.storageMib / 4));
}

function platformSettings(
  spec: InstanceSpec,
  member: string,
): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    // A path of a socket has at most 107 bytes, which a deep folder exceeds.
    unix_socket_directories: '',
    cluster_name: member,
    password_encryption: 'scram-sha-256',
    wal_level: 'replica',
    hot_standby: 'on',
    max_wal_senders: '10',
    max_replication_slots: '10',
    wal_log_hints: 'on',
    min_wal_size: '32MB',
    max_slot_wal_keep_size: `${slotLimitMib(spec)}MB`,
    log_destination: 'stderr',
    logging_collector: 'off',
    log_line_prefix: '%m [%p] %q%u@%d %a ',
    log_timezone: 'UTC',
    timezone: 'UTC',
    ...(spec.tls
      ? {
          ssl: 'on',
          ssl_cert_file: `\${dir}/tls/server.crt`,
          ssl_key_file: `\${dir}/tls/server.key`,
          ssl_min_protocol_version: 'TLSv1.2',
        }
      : { ssl: 'off' }),
  };
}

function followSettings(
  spec: InstanceSpec,
  member: string,
  primary: string,
): Record<string, string> {
  const passfile = `'\${dir}/${REPLICATION_PASSFILE}'`;
  return {
    primary_conninfo: [
      'host=127.0.0.1',
      `port=\${port:${primary}/main}`,
      `user=${REPLICATION_ROLE}`,
      `passfile=${passfile}`,
      `application_name=${member}`,
      `sslmode=${spec.tls ? 'require' : 'disable'}`,
      'connect_timeout=5',
    ].join(' '),
    primary_slot_name: slotOf(member),
  };
}

/** The whole `postgresql.conf` of a member. */
export function serverConfig(
  spec: InstanceSpec,
  member: string,
  primary: string,
): string {
  const settings = {
    ...settingsOf(spec),
    ...platformSettings(spec, member),
    ...(member === primary ? {} : followSettings(spec, member, primary)),
  };
  return `# Written by the database portal at every start and change.
port = \${port:main}
${Object.entries(settings)
  .map(([name, value]) => `${name} = ${quote(value)}`)
  .join('\n')}
`;
}

/**
 * Who may connect: by the loopback address and with a password only. The word
 * `all` for databases does not cover replication, which has its own login,
 * and that login is good for nothing else.
 */
export function accessConfig(spec: InstanceSpec): string {
  const type = spec.tls ? 'hostssl' : 'host';
  return `# Written by the database portal.
${type} replication ${REPLICATION_ROLE} 127.0.0.1/32 scram-sha-256
${type} all ${REPLICATION_ROLE} 127.0.0.1/32 reject
${type} all all 127.0.0.1/32 scram-sha-256
`;
}
