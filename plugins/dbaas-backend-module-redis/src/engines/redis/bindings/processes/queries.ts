import { ProgramQuery } from '@dbaas-portal/plugin-dbaas-node';

export const QUERY_REDIS = 'redis-server';
export const QUERY_VALKEY = 'valkey-server';

const SYSTEM_FOLDERS = [
  '/usr/bin',
  '/usr/local/bin',
  '/opt/homebrew/bin',
  '/opt/*/bin',
];

const common = {
  versionArgs: ['--version'],
  pattern: 'v=(\\d+\\.\\d+\\.\\d+)',
  required: [],
  optional: [],
  folders: [],
  systemFolders: SYSTEM_FOLDERS,
};

/** One program is enough: a server is also its own Sentinel. */
export const queries: ProgramQuery[] = [
  { id: QUERY_VALKEY, program: 'valkey-server', ...common },
  { id: QUERY_REDIS, program: 'redis-server', ...common },
];
