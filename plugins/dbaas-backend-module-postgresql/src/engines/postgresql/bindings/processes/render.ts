import { ConflictError } from '@backstage/errors';
import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import {
  LocalAddress,
  LocalCommand,
  LocalFile,
  LocalMember,
  LocalResource,
  RenderContext,
  SECRET_ADMIN,
  SECRET_REPLICATION,
} from '@dbaas-portal/plugin-dbaas-node';
import { SINGLE } from '../../descriptor';
import { accessConfig, REPLICATION_PASSFILE, serverConfig } from './config';
import { programsFor, ServerPrograms } from './detect';
import { Layout } from './layout';
import { MemberTool } from './memberTool';

const ADMIN_PASSWORD_FILE = 'admin.password';
const INIT_TIMEOUT_SECONDS = 120;
const COPY_TIMEOUT_SECONDS = 3600;

/** Version 17 brings its own C.UTF-8, the same on every system. */
const OWN_LOCALES_SINCE = 17;

/** The superuser, whom only the portal knows. */
export const ADMIN_USERNAME = 'dbaas_admin';

export type RenderOptions = {
  /**
   * Members that are being made: their resources hold the administrator's
   * first password, which is taken away again with the next apply.
   */
  initializing?: boolean;
  /** Members that shall stand still although the spec runs. */
  stopped?: string[];
};

function initArguments(version: string): string[] {
  const locale =
    Number(version) >= OWN_LOCALES_SINCE
      ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
      : ['--locale=C.UTF-8'];
  return [
    '--pgdata=${data}',
    `--username=${ADMIN_USERNAME}`,
    `--pwfile=\${dir}/${ADMIN_PASSWORD_FILE}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--data-checksums',
    ...locale,
  ];
}

function initCommands(
  spec: InstanceSpec,
  member: string,
  layout: Layout,
  programs: ServerPrograms,
  tool: MemberTool,
): LocalCommand[] {
  if (member === layout.primary) {
    return [
      {
        id: 'initdb',
        program: programs.initdb,
        args: initArguments(spec.version),
        timeoutSeconds: INIT_TIMEOUT_SECONDS,
      },
    ];
  }
  return [
    tool.baseBackup(
      layout.primary,
      `\${dir}/${REPLICATION_PASSFILE}`,
      spec.tls,
      COPY_TIMEOUT_SECONDS,
    ),
  ];
}

function filesOf(
  spec: InstanceSpec,
  member: string,
  layout: Layout,
  tool: MemberTool,
  options: RenderOptions,
): LocalFile[] {
  const replicated = spec.topology !== SINGLE;
  const isPrimary = member === layout.primary;
  return [
    {
      path: 'postgresql.conf',
      content: serverConfig(spec, member, layout.primary),
    },
    { path: 'pg_hba.conf', content: accessConfig(spec) },
    ...(isPrimary && options.initializing
      ? [
          {
            path: ADMIN_PASSWORD_FILE,
            content: `\${secret:${SECRET_ADMIN}.password}\n`,
          },
        ]
      : []),
    ...(replicated
      ? [
          {
            path: REPLICATION_PASSFILE,
            content: `*:*:*:\${secret:${SECRET_REPLICATION}.username}:\${secret:${SECRET_REPLICATION}.password}\n`,
          },
        ]
      : []),
    ...(replicated ? tool.files : []),
    // Its presence makes the server a replica.
    ...(isPrimary ? [] : [{ path: 'data/standby.signal', content: '' }]),
  ];
}

function memberOf(
  spec: InstanceSpec,
  member: string,
  layout: Layout,
  tool: MemberTool,
  context: RenderContext,
  options: RenderOptions,
): LocalMember {
  const programs = programsFor(spec, context);
  if ('code' in programs) {
    throw new ConflictError(programs.text.en);
  }
  return {
    kind: 'LocalMember',
    metadata: { name: member },
    spec: {
      incarnation: context.incarnation,
      program: programs.postgres,
      args: [
        '-D',
        '${data}',
        '-c',
        'config_file=${dir}/postgresql.conf',
        '-c',
        'hba_file=${dir}/pg_hba.conf',
      ],
      env: {},
      ports: ['main'],
      files: filesOf(spec, member, layout, tool, options),
      ...(spec.tls ? { certificate: { names: [] } } : {}),
      init: initCommands(spec, member, layout, programs, tool),
      // Fast shutdown: sessions end, all is written, replicas get the rest.
      stop: { signal: 'SIGINT', timeoutSeconds: 60 },
      resources: spec.resources,
      running: spec.running && !options.stopped?.includes(member),
    },
  };
}

function addresses(
  spec: InstanceSpec,
  layout: Layout,
  context: RenderContext,
): LocalAddress[] {
  if (spec.topology === SINGLE) {
    return [];
  }
  const address = (name: 'rw' | 'ro', targets: string[]): LocalAddress => ({
    kind: 'LocalAddress',
    metadata: { name },
    spec: { incarnation: context.incarnation, targets, running: spec.running },
  });
  return [address('rw', [layout.primary]), address('ro', layout.replicas)];
}

/** Members, the primary first, then the addresses. */
export function renderLayout(
  spec: InstanceSpec,
  layout: Layout,
  tool: MemberTool,
  context: RenderContext,
  options: RenderOptions = {},
): LocalResource[] {
  return [
    ...[layout.primary, ...layout.replicas].map(member =>
      memberOf(spec, member, layout, tool, context, options),
    ),
    ...addresses(spec, layout, context),
  ];
}
