import { ProgramQuery } from '@dbaas-portal/plugin-dbaas-node';

export const REDIS_SERVER = 'redis-server';
export const VALKEY_SERVER = 'valkey-server';

const SYSTEM_FOLDERS = [
  '/usr/bin',
  '/usr/local/bin',
  '/opt/homebrew/bin',
  '/opt/*/bin',
];

/** One program is enough: a server is also its own Sentinel. */
function serverQuery(program: string): ProgramQuery {
  return {
    id: program,
    program,
    versionArgs: ['--version'],
    pattern: 'v=(\\d+\\.\\d+\\.\\d+)',
    required: [],
    optional: [],
    folders: [],
    systemFolders: SYSTEM_FOLDERS,
  };
}

export function tlsQueryId(program: string): string {
  return `${program}-tls`;
}

/**
 * The same programs, those only that were built with TLS. No server tells so:
 * it is asked to listen with TLS but without a certificate, and ends at once,
 * before it opens a port. One with TLS complains about the certificate.
 */
function tlsQuery(program: string): ProgramQuery {
  return {
    ...serverQuery(program),
    id: tlsQueryId(program),
    versionArgs: ['--port', '0', '--tls-port', '1', '--save', ''],
    pattern: '(Failed to configure TLS|No tls-cert-file configured)',
  };
}

export const queries: ProgramQuery[] = [VALKEY_SERVER, REDIS_SERVER].flatMap(
  program => [serverQuery(program), tlsQuery(program)],
);
