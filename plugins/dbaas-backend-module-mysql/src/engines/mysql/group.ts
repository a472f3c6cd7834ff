import { GroupMembership } from '../../processes/kind';

/** The least that the server takes; its default is 1 GiB in each member. */
const MESSAGE_CACHE_BYTES = 128 << 20;
/**
 * A member that lacks more transactions takes over another one's data instead;
 * so does, whatever the number, one whose transactions are in no log any more.
 */
const REPLAYED_TRANSACTIONS = 50_000;
/** How long a member without a quorum waits for one before it gives up. */
const NO_MAJORITY_SECONDS = 10;
const STOP_SECONDS = 20;

const addressOf = (member?: string) =>
  `127.0.0.1:\${port:${member ? `${member}/` : ''}main}`;

/**
 * What makes a server a member of a group with one primary. They speak to each
 * other through the port of the clients, by the server's own logins: on a port
 * of its own every process of this machine could join.
 */
export function groupOptions(membership: GroupMembership): string[] {
  const { name, members, onBoot, tls } = membership;
  return [
    'super-read-only=ON',
    'report-host=127.0.0.1',
    'plugin-load-add=group_replication.so',
    ...Object.entries({
      group_name: name,
      communication_stack: 'MYSQL',
      local_address: addressOf(),
      group_seeds: members.map(addressOf).join(','),
      ip_allowlist: '127.0.0.1',
      bootstrap_group: 'OFF',
      start_on_boot: onBoot ? 'ON' : 'OFF',
      single_primary_mode: 'ON',
      // A new primary answers once it has applied all that it has received.
      consistency: 'BEFORE_ON_PRIMARY_FAILOVER',
      // Who does not answer is out at once, so that it can come back.
      member_expel_timeout: 0,
      unreachable_majority_timeout: NO_MAJORITY_SECONDS,
      exit_state_action: 'READ_ONLY',
      components_stop_timeout: STOP_SECONDS,
      clone_threshold: REPLAYED_TRANSACTIONS,
      message_cache_size: MESSAGE_CACHE_BYTES,
      ...(tls
        ? {
            ssl_mode: 'VERIFY_IDENTITY',
            recovery_use_ssl: 'ON',
            recovery_ssl_ca: '${dir}/tls/ca.crt',
            recovery_ssl_verify_server_cert: 'ON',
          }
        : { recovery_get_public_key: 'ON' }),
    }).map(([option, value]) => `loose-group_replication_${option}=${value}`),
    // Groups refuse to change rows of tables that have none.
    'loose-sql-generate-invisible-primary-key=ON',
    'disabled-storage-engines=MyISAM,BLACKHOLE,FEDERATED,ARCHIVE,MEMORY',
  ];
}
