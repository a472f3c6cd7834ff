import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import { REPLICATION_ROLE } from '../../../../protocol';
import { settingsOf } from '../../settings';
import { slotOf } from './layout';
import { CA_FILE } from './memberTool';

export const REPLICATION_PASSFILE = 'replication.pgpass';

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
    // A replica looks for its new primary at once, not after five seconds.
    wal_retrieve_retry_interval: '500ms',
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
      // The address's name counts from version 15 on only: the authority does.
      ...(spec.tls
        ? ['sslmode=verify-ca', `sslrootcert='${CA_FILE}'`]
        : ['sslmode=disable']),
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
