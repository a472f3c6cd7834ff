import { quoteText } from '../../dialect';
import { Flavour } from '../../protocol/flavour';

/** How MySQL servers speak, since 8.0.23. */
export const mysqlFlavour: Flavour = {
  recognises: version => /^(8|9|[1-9]\d)\.(?!.*MariaDB)/.test(version),
  // Only of SELECT; a timer of the driver ends the others.
  limitStatements: ms => `SET SESSION max_execution_time = ${Math.ceil(ms)}`,
  // The server itself writes the hash in its place into the binary log.
  identified: password => `IDENTIFIED BY ${quoteText(password)}`,
  users: `
SELECT User AS name, account_locked AS locked
  FROM mysql.user WHERE Host = '%' ORDER BY User LIMIT 10000`,
  connections: 'performance_schema.processlist',
  replication: {
    status: 'SHOW REPLICA STATUS',
    columns: {
      receiving: 'Replica_IO_Running',
      applying: 'Replica_SQL_Running',
      lag: 'Seconds_Behind_Source',
      port: 'Source_Port',
    },
    position: "SELECT REPLACE(@@global.gtid_executed, '\\n', '') AS position",
    awaitPosition: (position, seconds) =>
      `SELECT WAIT_FOR_EXECUTED_GTID_SET(${quoteText(
        position,
      )}, ${seconds}) AS result`,
    follow: ({ port, user, password, authority }) => [
      `CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = ${port},
         SOURCE_USER = ${quoteText(user)}, SOURCE_PASSWORD = ${quoteText(
        password,
      )},
         SOURCE_CONNECT_RETRY = 1, SOURCE_RETRY_COUNT = 0,
         SOURCE_AUTO_POSITION = 1, ${
           authority
             ? `SOURCE_SSL = 1, SOURCE_SSL_CA = ${quoteText(authority)},
         SOURCE_SSL_VERIFY_SERVER_CERT = 1`
             : 'SOURCE_SSL = 0, GET_SOURCE_PUBLIC_KEY = 1'
         }`,
      'START REPLICA',
    ],
    leave: ['STOP REPLICA', 'RESET REPLICA ALL'],
  },
  copy: {
    state: 'SELECT STATE AS state FROM performance_schema.clone_status',
    completed: 'Completed',
    from: ({ port, user, password, tls }) => [
      `SET GLOBAL clone_valid_donor_list = '127.0.0.1:${port}'`,
      `CLONE INSTANCE FROM ${quoteText(user)}@'127.0.0.1':${port}
         IDENTIFIED BY ${quoteText(password)} REQUIRE ${
        tls ? 'SSL' : 'NO SSL'
      }`,
    ],
    ended: 3707,
  },
  group: {
    // A server that has not begun to join has no id there yet.
    members: `
SELECT MEMBER_STATE AS state, MEMBER_ROLE AS role,
       IF(MEMBER_ID IN (@@global.server_uuid, ''), '1', '0') AS own
  FROM performance_schema.replication_group_members`,
    backlog: `
SELECT COUNT_TRANSACTIONS_REMOTE_IN_APPLIER_QUEUE AS waiting
  FROM performance_schema.replication_group_member_stats
 WHERE MEMBER_ID = @@global.server_uuid`,
    position: `
SELECT REPLACE(CONCAT_WS(',', NULLIF(@@global.gtid_executed, ''), NULLIF((
         SELECT RECEIVED_TRANSACTION_SET
           FROM performance_schema.replication_connection_status
          WHERE CHANNEL_NAME = 'group_replication_applier'), '')),
         '\\n', '') AS position`,
    contains: (whole, part) =>
      `SELECT GTID_SUBSET(${quoteText(part)}, ${quoteText(whole)}) AS result`,
    recoverBy: ({ user, password }) =>
      `CHANGE REPLICATION SOURCE TO SOURCE_USER = ${quoteText(user)},
         SOURCE_PASSWORD = ${quoteText(password)}
         FOR CHANNEL 'group_replication_recovery'`,
    join: 'START GROUP_REPLICATION',
    leave: 'STOP GROUP_REPLICATION',
    bootstrap: {
      on: 'SET GLOBAL group_replication_bootstrap_group = ON',
      off: 'SET GLOBAL group_replication_bootstrap_group = OFF',
    },
    lead: seconds =>
      `SELECT group_replication_set_as_primary(@@global.server_uuid, ${seconds})`,
    alreadyJoining: 3093,
  },
};
