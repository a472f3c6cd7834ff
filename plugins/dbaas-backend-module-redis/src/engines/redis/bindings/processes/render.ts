import { ConflictError } from '@backstage/errors';
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
  secretOfUser,
} from '@dbaas-portal/plugin-dbaas-node';
import {
  CONSOLE_READ,
  CONSOLE_WRITE,
  DISCOVERY,
  LEVELS,
  REPLICATION,
} from '../../../../protocol/acl';
import { PORTAL_LOGINS } from '../../../../protocol/logins';
import { settingText } from '../../parameters';
import { programFor } from './detect';
import { dataMembers, SENTINEL_GROUP, sentinelMembers } from './names';

/** Of the memory asked for, this part is for keys; the rest is for the server. */
const KEYS_SHARE = 0.75;

/** A Sentinel takes little, and always the same. */
const SENTINEL_RESOURCES = { cpuMillis: 50, memoryMib: 16, storageMib: 16 };

/** `maxmemory` of a member, as the server takes it. */
export function maxMemory(spec: InstanceSpec): string {
  return `${Math.floor(spec.resources.memoryMib * KEYS_SHARE)}mb`;
}

const user = (secret: string, login: string, rules: string[]) =>
  `user ${login} on >\${secret:${secret}.password} ~* &* ${rules.join(' ')}`;

/** The port for everybody: with TLS there is no other. */
function listening(spec: InstanceSpec): string[] {
  return [
    'bind 127.0.0.1',
    ...(spec.tls
      ? [
          'port 0',
          'tls-port ${port:main}',
          'tls-cert-file "${dir}/tls/server.crt"',
          'tls-key-file "${dir}/tls/server.key"',
          'tls-ca-cert-file "${dir}/tls/ca.crt"',
          'tls-protocols "TLSv1.2 TLSv1.3"',
          // Clients show a password, not a certificate.
          'tls-auth-clients no',
          // What goes out is encrypted too: to primaries and to Sentinels.
          'tls-replication yes',
        ]
      : ['port ${port:main}']),
  ];
}

/**
 * The configuration with which a member begins. From then on the server keeps
 * it itself (CONFIG REWRITE): whom it follows, users, parameters. Written
 * again at each start, it would take back a switchover.
 */
function initialConfig(spec: InstanceSpec, follows?: string): string {
  const lines = [
    ...listening(spec),
    'dir "${data}"',
    'daemonize no',
    'logfile ""',
    'appendonly yes',
    `maxmemory ${maxMemory(spec)}`,
    'repl-ping-replica-period 1',
    'repl-diskless-sync-delay 0',
    // At its end a primary waits this long for replicas that lag behind.
    'shutdown-timeout 3',
    'replica-announce-ip 127.0.0.1',
    'replica-announce-port ${port:main}',
    `masteruser ${PORTAL_LOGINS[SECRET_REPLICATION]}`,
    `masterauth \${secret:${SECRET_REPLICATION}.password}`,
    ...Object.entries(spec.parameters).map(
      ([name, value]) => `${name} ${JSON.stringify(settingText(value))}`,
    ),
    'user default off resetpass -@all',
    user(SECRET_ADMIN, PORTAL_LOGINS[SECRET_ADMIN], ['+@all']),
    user(SECRET_REPLICATION, PORTAL_LOGINS[SECRET_REPLICATION], REPLICATION),
    user(SECRET_CONSOLE_READ, PORTAL_LOGINS[SECRET_CONSOLE_READ], CONSOLE_READ),
    user(
      SECRET_CONSOLE_WRITE,
      PORTAL_LOGINS[SECRET_CONSOLE_WRITE],
      CONSOLE_WRITE,
    ),
    ...spec.users.map(u =>
      user(secretOfUser(u.name), u.name, LEVELS[u.grants[0]?.level ?? 'read']),
    ),
    ...(follows ? [`replicaof 127.0.0.1 \${port:${follows}/main}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function sentinelConfig(spec: InstanceSpec): string {
  return [
    ...listening(spec),
    'dir "${data}"',
    'daemonize no',
    'logfile ""',
    // Anybody on this machine may ask where the primary is, and no more.
    `user default on nopass ~* &* ${DISCOVERY.join(' ')}`,
    user(SECRET_ADMIN, PORTAL_LOGINS[SECRET_ADMIN], ['+@all']),
    user(SECRET_REPLICATION, PORTAL_LOGINS[SECRET_REPLICATION], ['+@all']),
    `sentinel sentinel-user ${PORTAL_LOGINS[SECRET_REPLICATION]}`,
    `sentinel sentinel-pass \${secret:${SECRET_REPLICATION}.password}`,
    'sentinel announce-ip 127.0.0.1',
    `sentinel monitor ${SENTINEL_GROUP} 127.0.0.1 \${port:m1/main} 2`,
    `sentinel auth-user ${SENTINEL_GROUP} ${PORTAL_LOGINS[SECRET_REPLICATION]}`,
    `sentinel auth-pass ${SENTINEL_GROUP} \${secret:${SECRET_REPLICATION}.password}`,
    `sentinel down-after-milliseconds ${SENTINEL_GROUP} 2000`,
    `sentinel failover-timeout ${SENTINEL_GROUP} 10000`,
    '',
  ].join('\n');
}

function member(
  name: string,
  spec: InstanceSpec,
  context: RenderContext,
  options: {
    config: string;
    args: string[];
    resources: LocalMember['spec']['resources'];
  },
): LocalMember {
  const program = programFor(context.detection, spec);
  if (typeof program !== 'string') {
    throw new ConflictError(program.text.en);
  }
  return {
    kind: 'LocalMember',
    metadata: { name },
    spec: {
      incarnation: context.incarnation,
      program,
      args: ['${data}/server.conf', ...options.args],
      env: { LC_ALL: 'C.UTF-8' },
      ports: ['main'],
      files: [{ path: 'initial.conf', content: options.config }],
      ...(spec.tls ? { certificate: { names: [] } } : {}),
      init: [
        {
          id: 'first-configuration',
          program: '/bin/cp',
          args: ['${dir}/initial.conf', '${data}/server.conf'],
          timeoutSeconds: 10,
        },
      ],
      stop: { signal: 'SIGTERM', timeoutSeconds: 30 },
      resources: options.resources,
      running: spec.running,
    },
  };
}

/** The stable address of the primary, where the topology has one. */
export function address(
  spec: InstanceSpec,
  context: RenderContext,
  primary: string,
): LocalAddress[] {
  if (spec.topology !== 'replication') {
    return [];
  }
  return [
    {
      kind: 'LocalAddress',
      metadata: { name: 'rw' },
      spec: {
        incarnation: context.incarnation,
        targets: [primary],
        running: spec.running,
      },
    },
  ];
}

/** All resources of an instance whose primary is `primary`. */
export function render(
  spec: InstanceSpec,
  context: RenderContext,
  primary: string = 'm1',
): LocalResource[] {
  return [
    ...dataMembers(spec.members).map(name =>
      member(name, spec, context, {
        config: initialConfig(spec, name === 'm1' ? undefined : 'm1'),
        args: [],
        resources: spec.resources,
      }),
    ),
    ...sentinelMembers(spec).map(name =>
      member(name, spec, context, {
        config: sentinelConfig(spec),
        args: ['--sentinel'],
        resources: SENTINEL_RESOURCES,
      }),
    ),
    ...address(spec, context, primary),
  ];
}
