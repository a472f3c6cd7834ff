import { createHash } from 'node:crypto';
import { quoteText } from '../../dialect';
import { Flavour } from '../../protocol/flavour';

/** What the server stores for a password: SHA-1 of its SHA-1. */
function nativeHash(password: string): string {
  const once = createHash('sha1').update(password).digest();
  return `*${createHash('sha1').update(once).digest('hex').toUpperCase()}`;
}

/** How MariaDB servers speak. */
export const mariadbFlavour: Flavour = {
  recognises: version => version.includes('MariaDB'),
  limitStatements: ms => `SET SESSION max_statement_time = ${ms / 1000}`,
  // The hash, because the server writes the statement into its binary log.
  identified: password =>
    `IDENTIFIED VIA mysql_native_password USING ${quoteText(
      nativeHash(password),
    )}`,
  users: `
SELECT User AS name,
       IF(JSON_VALUE(Priv, '$.account_locked') IN ('1', 'true'), 'Y', 'N') AS locked
  FROM mysql.global_priv WHERE Host = '%' ORDER BY User LIMIT 10000`,
  connections: 'information_schema.PROCESSLIST',
  replication: {
    status: 'SHOW SLAVE STATUS',
    columns: {
      receiving: 'Slave_IO_Running',
      applying: 'Slave_SQL_Running',
      lag: 'Seconds_Behind_Master',
      port: 'Master_Port',
    },
    position: 'SELECT @@global.gtid_binlog_pos AS position',
    awaitPosition: (position, seconds) =>
      `SELECT MASTER_GTID_WAIT(${quoteText(position)}, ${seconds}) AS result`,
    follow: ({ port, user, password, authority, demote }) => [
      `CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = ${port},
         MASTER_USER = ${quoteText(user)}, MASTER_PASSWORD = ${quoteText(
        password,
      )},
         MASTER_CONNECT_RETRY = 1, ${
           authority
             ? `MASTER_SSL = 1, MASTER_SSL_CA = ${quoteText(authority)},
         MASTER_SSL_VERIFY_SERVER_CERT = 1`
             : 'MASTER_SSL = 0'
         }, MASTER_USE_GTID = slave_pos${
        // What it wrote as the primary is where it goes on as a replica.
        demote ? ', MASTER_DEMOTE_TO_SLAVE = 1' : ''
      }`,
      'START SLAVE',
    ],
    leave: ['STOP SLAVE', 'RESET SLAVE ALL'],
  },
};
