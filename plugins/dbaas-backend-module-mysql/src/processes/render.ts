import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import {
  LocalAddress,
  LocalMember,
  LocalResource,
  RenderContext,
  SECRET_ADMIN,
  SECRET_CONSOLE_READ,
  SECRET_CONSOLE_WRITE,
  SECRET_REPLICATION,
} from '@dbaas-portal/plugin-dbaas-node';
import { PORTAL_LOGINS } from '../protocol/logins';
import { programsFor } from './detect';
import { GroupMembership, isGroup, ProcessesKind, REPLICATION } from './kind';
import { memberNames, serverIdArgument, serverIdOf } from './members';
import { settingsOf } from '../settings';

const STOP_SECONDS = 60;

/** How members stand to each other. */
export type Arrangement = {
  /** Takes writes; absent while its role is handed over. */
  writer?: string;
  /** Whom the address leads to. */
  address: string;
  /** Tells members made now from those of the same name before. */
  birth: string;
  /** Members of a group that wait to be told to join when they start. */
  waiting?: string[];
  /** How long a server may take to end before it is killed. */
  stopSeconds?: number;
  existing: LocalResource[];
};

function rightsOf(kind: ProcessesKind): Record<string, string | undefined> {
  return {
    [SECRET_ADMIN]: 'ALL PRIVILEGES ON *.*',
    [SECRET_REPLICATION]: `${kind.replicationRights} ON *.*`,
    // Theirs come with each database: `*.*` would show them all password hashes.
    [SECRET_CONSOLE_READ]: undefined,
    [SECRET_CONSOLE_WRITE]: undefined,
  };
}

/**
 * Run once by the server itself while it makes its data, on each member alike
 * and into no binary log: replicas start with the same logins.
 */
function setup(kind: ProcessesKind): string {
  const logins = Object.entries(rightsOf(kind)).flatMap(([secret, rights]) => {
    const account = `'${PORTAL_LOGINS[secret]}'@'%'`;
    return [
      `CREATE USER ${account} IDENTIFIED BY '\${secret:${secret}.password}';`,
      ...(rights
        ? [
            `GRANT ${rights} TO ${account}${
              secret === SECRET_ADMIN ? ' WITH GRANT OPTION' : ''
            };`,
          ]
        : []),
    ];
  });
  const lines = [...kind.setup.before, ...logins, ...kind.setup.after];
  return `${lines.join('\n')}\n`;
}

function configuration(
  kind: ProcessesKind,
  spec: InstanceSpec,
  roles: { readOnly: boolean; group?: GroupMembership },
): string {
  return [
    '[mysqld]',
    'datadir=${data}',
    // Relative: the whole path of a socket has at most 107 bytes.
    'socket=s.sock',
    'pid-file=server.pid',
    'bind-address=127.0.0.1',
    'port=${port:main}',
    'skip-name-resolve',
    'local-infile=0',
    'log-bin=binlog',
    'relay-log=relay',
    // After a crash a replica fetches anew what it had not applied.
    'relay-log-recovery=ON',
    // Rows are logged, not calls: owners may make functions and triggers.
    'log-bin-trust-function-creators=ON',
    'log-slave-updates=ON',
    'binlog-format=ROW',
    // A transaction is on disk, in the log too, before it is acknowledged:
    // a killed primary never has less than its replicas.
    'sync-binlog=1',
    `read-only=${roles.readOnly ? 'ON' : 'OFF'}`,
    ...(spec.tls
      ? [
          'ssl-ca=${dir}/tls/ca.crt',
          'ssl-cert=${dir}/tls/server.crt',
          'ssl-key=${dir}/tls/server.key',
          'require-secure-transport=ON',
        ]
      : []),
    ...kind.options,
    ...((roles.group && kind.groupOptions?.(roles.group)) ?? []),
    ...Object.entries(settingsOf(kind.descriptor, spec)).map(
      ([name, value]) => `${name}=${value}`,
    ),
    '',
  ].join('\n');
}

function member(
  kind: ProcessesKind,
  name: string,
  spec: InstanceSpec,
  context: RenderContext,
  arrangement: Arrangement,
): LocalMember {
  const programs = programsFor(context.detection, spec.version);
  const { existing, birth, writer } = arrangement;
  // A group lets its primary write; who is in none must not.
  const roles = isGroup(spec)
    ? {
        readOnly: true,
        group: {
          name: context.uid,
          members: memberNames(spec.members),
          tls: spec.tls,
          onBoot: !arrangement.waiting?.includes(name),
        },
      }
    : { readOnly: name !== writer };
  return {
    kind: 'LocalMember',
    metadata: { name },
    spec: {
      incarnation: context.incarnation,
      program: programs[kind.server],
      args: [
        '--defaults-file=${dir}/server.cnf',
        serverIdArgument(serverIdOf(name, existing, birth)),
      ],
      env: {},
      ports: ['main'],
      files: [
        { path: 'setup.sql', content: setup(kind) },
        {
          path: 'server.cnf',
          content: configuration(kind, spec, roles),
        },
        ...kind.files,
      ],
      ...(spec.tls ? { certificate: { names: [] } } : {}),
      init: [kind.init(programs)],
      stop: {
        signal: 'SIGTERM',
        timeoutSeconds: arrangement.stopSeconds ?? STOP_SECONDS,
      },
      resources: spec.resources,
      running: spec.running,
    },
  };
}

/** All resources of an instance whose members are arranged so. */
export function render(
  kind: ProcessesKind,
  spec: InstanceSpec,
  context: RenderContext,
  arrangement: Arrangement = {
    writer: 'm1',
    address: 'm1',
    birth: context.nextIncarnation,
    waiting: memberNames(spec.members),
    existing: [],
  },
): LocalResource[] {
  const address: LocalAddress[] =
    spec.topology === REPLICATION
      ? [
          {
            kind: 'LocalAddress',
            metadata: { name: 'rw' },
            spec: {
              incarnation: context.incarnation,
              targets: [arrangement.address],
              running: spec.running,
            },
          },
        ]
      : [];
  return [
    ...memberNames(spec.members).map(name =>
      member(kind, name, spec, context, arrangement),
    ),
    ...address,
  ];
}
