import { ProcessesKind } from '../../processes/kind';
import { CACHE_CHUNK_BYTES } from '../../settings';
import { mysql } from './descriptor';
import { groupOptions } from './group';
import { readLine } from './logs';

const SERVER = 'mysqld';

/** Since 9 every few months brings a minor version; they are one line here. */
const FIRST_LINE_OF_MAJORS = 9;

function versionOf(found: string): string {
  const [major, minor] = found.split('.');
  return Number(major) >= FIRST_LINE_OF_MAJORS ? major : `${major}.${minor}`;
}

/** MySQL as processes of the local platform. */
export const mysqlProcesses: ProcessesKind = {
  descriptor: mysql,
  query: {
    id: 'mysql-server',
    program: SERVER,
    versionArgs: ['--no-defaults', '--version'],
    // Where MariaDB is, `mysqld` may be another name of its server.
    pattern: 'Ver (\\d+\\.\\d+\\.\\d+)(?!\\S*MariaDB)',
    required: [],
    optional: ['mysql', 'mysqldump'],
    folders: [],
    systemFolders: [
      '/usr/sbin',
      '/usr/local/mysql/bin',
      '/opt/homebrew/opt/mysql@*/bin',
      '/opt/homebrew/opt/mysql/bin',
    ],
    siblings: ['bin', 'sbin'],
  },
  versionOf,
  package: 'mysql-server',
  server: SERVER,
  init: programs => ({
    id: 'make-data',
    program: programs[SERVER],
    args: [
      '--no-defaults',
      '--initialize-insecure',
      '--datadir=${data}',
      // Aborts where its default folder is not there.
      '--secure-file-priv=NULL',
      '--init-file=${dir}/setup.sql',
    ],
    timeoutSeconds: 120,
  }),
  setup: {
    before: [],
    after: ["DROP USER 'root'@'localhost';"],
  },
  options: [
    'secure-file-priv=NULL',
    'mysqlx=0',
    'gtid-mode=ON',
    'enforce-gtid-consistency=ON',
    'plugin-load-add=mysql_clone.so',
    // New replicas are copies: the log is for those that were away.
    'binlog-expire-logs-seconds=604800',
    `innodb-buffer-pool-chunk-size=${CACHE_CHUNK_BYTES}`,
  ],
  readLine,
  replicationRights:
    'REPLICATION SLAVE, BACKUP_ADMIN, CONNECTION_ADMIN, GROUP_REPLICATION_STREAM',
  copies: true,
  groupOptions,
  files: [],
};
