import { ProcessesKind } from '../../processes/kind';
import { mariadb } from './descriptor';
import { readLine } from './logs';

const SERVER = 'mariadbd';
const INSTALL = 'mariadb-install-db';

const majorMinor = (version: string) =>
  version.split('.').slice(0, 2).join('.');

/** MariaDB as processes of the local platform. */
export const mariadbProcesses: ProcessesKind = {
  descriptor: mariadb,
  query: {
    id: 'mariadb-server',
    program: SERVER,
    versionArgs: ['--version'],
    pattern: 'Ver (\\d+\\.\\d+\\.\\d+)-MariaDB',
    required: [INSTALL],
    optional: ['mariadb', 'mariadb-dump'],
    folders: [],
    systemFolders: [
      '/usr/sbin',
      '/usr/libexec',
      '/usr/local/mariadb/bin',
      '/opt/homebrew/opt/mariadb@*/bin',
      '/opt/homebrew/opt/mariadb/bin',
    ],
    siblings: ['bin', 'sbin'],
  },
  versionOf: majorMinor,
  package: 'mariadb-server',
  server: SERVER,
  init: programs => ({
    id: 'make-data',
    program: programs[INSTALL],
    args: [
      '--no-defaults',
      '--datadir=${data}',
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      '--extra-file=${dir}/setup.sql',
    ],
    timeoutSeconds: 120,
  }),
  setup: {
    // In bootstrap mode the server knows no accounts before this.
    before: ['FLUSH PRIVILEGES;'],
    after: [
      "DELETE FROM mysql.global_priv WHERE User IN ('root', '');",
      'DELETE FROM mysql.proxies_priv;',
      'FLUSH PRIVILEGES;',
    ],
  },
  options: [
    'gtid-strict-mode=ON',
    'secure-file-priv=${dir}/nowhere',
    'expire-logs-days=0',
    // How far the cache can grow without a restart; address space, no memory.
    'loose-innodb-buffer-pool-size-max=64G',
  ],
  readLine,
  replicationRights: 'REPLICATION SLAVE',
  copies: false,
  // The one folder that the server may load from and write to holds nothing.
  files: [{ path: 'nowhere/.empty', content: '' }],
};
