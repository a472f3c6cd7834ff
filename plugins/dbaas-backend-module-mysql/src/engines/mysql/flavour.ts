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
    follow: ({ port, user, password }) => [
      `CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = ${port},
         SOURCE_USER = ${quoteText(user)}, SOURCE_PASSWORD = ${quoteText(
        password,
      )},
         SOURCE_CONNECT_RETRY = 1, SOURCE_RETRY_COUNT = 0,
         SOURCE_AUTO_POSITION = 1, GET_SOURCE_PUBLIC_KEY = 1`,
      'START REPLICA',
    ],
    leave: ['STOP REPLICA', 'RESET REPLICA ALL'],
  },
};
