import {
  dbaasPermissions,
  Environment,
  Facets,
  Health,
  InstanceDetail,
  InstanceList,
  OPERATION_KINDS,
  OperationDetail,
} from '@dbaas-portal/plugin-dbaas-common';
import { InstanceQuery } from '@dbaas-portal/plugin-dbaas-react';
import { quarry } from './engines';

/** All samples are seen from here; a test that needs it sets its clock. */
export const NOW = Date.now();
export const ago = (minutes: number) =>
  new Date(NOW - minutes * 60_000).toISOString();

export const ALL = dbaasPermissions.map(permission => permission.name);

const facets: Facets = {
  operations: OPERATION_KINDS.filter(kind => kind !== 'create').map(kind =>
    kind === 'start'
      ? {
          kind,
          offered: false,
          reason: {
            code: 'running',
            text: { en: 'It is running.', zh: '它正在运行。' },
          },
        }
      : {
          kind,
          offered: true,
          effect: {
            en: `The effect of ${kind} here`,
            zh: `${kind} 的效果`,
          },
          interrupts: kind === 'restart' || kind === 'stop',
        },
  ),
  capabilities: [
    { id: 'accounts', offered: true },
    { id: 'console', offered: true },
    { id: 'parameters', offered: true },
    { id: 'logs', offered: true },
    {
      id: 'backup',
      offered: false,
      reason: {
        code: 'not-yet',
        text: {
          en: 'This platform makes no backups.',
          zh: '该平台不支持备份。',
        },
        cure: {
          en: 'Ask for it at a location that does.',
          zh: '请在支持备份的位置申请。',
        },
      },
    },
  ],
  parameters: quarry.parameters,
};

const ENVIRONMENTS: Environment[] = ['development', 'test', 'production'];
const HEALTHS: Health[] = ['green', 'green', 'green', 'yellow', 'red', 'grey'];

/** The n-th of as many sample instances as one likes. */
export function sampleInstance(n: number): InstanceDetail {
  const health = HEALTHS[n % HEALTHS.length];
  const members = n % 2 === 0 ? 1 : 2;
  const name = n === 0 ? 'orders' : `orders-${n}`;
  return {
    record: {
      uid: `uid-${n}`,
      revision: 4,
      incarnation: 'a1',
      phase: 'active',
      createdAt: ago(60 * 24 * (n + 1)),
      createdBy: 'user:default/dora',
      spec: {
        name,
        tenant: n % 3 === 0 ? 'shop' : 'payments',
        engine: 'quarry',
        version: '18',
        platform: 'local',
        location: 'local',
        controller: 'processes',
        topology: members === 1 ? 'single' : 'replication',
        members,
        resources: { cpuMillis: 500, memoryMib: 512, storageMib: 2048 },
        parameters: n === 0 ? { max_connections: 80 } : {},
        databases: ['app'],
        users: [{ name: 'app', grants: [{ database: 'app', level: 'owner' }] }],
        tls: true,
        running: health !== 'grey',
        environment: ENVIRONMENTS[n % ENVIRONMENTS.length],
        owner: 'group:default/shop-team',
        dependants: ['component:default/web-shop'],
        description: 'Orders of the shop',
        protected: n === 0,
        ...(n === 1 && {
          lifetime: {
            expiresAt: new Date(NOW + 9 * 24 * 3_600_000).toISOString(),
            graceDays: 7,
          },
        }),
      },
    },
    status: {
      health,
      reasons:
        health === 'yellow' || health === 'red'
          ? [
              {
                code: 'member-down',
                text: {
                  en: `Member ${name}-1 does not answer.`,
                  zh: `成员 ${name}-1 没有响应。`,
                },
                cure: {
                  en: 'Restart it, or look at its log.',
                  zh: '重启该成员,或查看其日志。',
                },
              },
            ]
          : [],
      members: Array.from({ length: members }, (_, at) => ({
        name: `${name}-${at}`,
        role: at === 0 ? ('primary' as const) : ('replica' as const),
        ready: health === 'green' || (health === 'yellow' && at === 0),
        node: 'this-machine',
        version: '18.4',
        memoryMib: 148 + at * 12,
        storageMib: 640,
        restarts: at,
        ...(at > 0 && { lagSeconds: 0.2 }),
      })),
      endpoints: [
        { role: 'rw', host: '127.0.0.1', port: 15432 + n, tls: true },
        ...(members > 1
          ? [
              {
                role: 'ro' as const,
                host: '127.0.0.1',
                port: 25432 + n,
                tls: true,
              },
            ]
          : []),
      ],
      runningVersion: '18.4',
      observedAt: ago(0.1),
    },
    ...(n === 2 && {
      activity: {
        operationId: 'op-2',
        kind: 'restart' as const,
        state: 'running' as const,
        progress: 0.5,
      },
    }),
    facets,
    secrets: ['app'],
    can: ALL,
  };
}

/** How far the second step got. */
const STARTED = {
  failed: 'failed',
  succeeded: 'succeeded',
  running: 'running',
  pending: 'pending',
} as const;

/** A sample operation of the n-th instance. */
export function sampleOperation(n: number): OperationDetail {
  const states = ['failed', 'succeeded', 'running', 'pending'] as const;
  const kinds = ['create', 'resize', 'restart', 'set-parameters'] as const;
  const state = states[n % states.length];
  return {
    id: `op-${n}`,
    kind: kinds[n % kinds.length],
    state,
    instance: {
      uid: `uid-${n}`,
      name: n === 0 ? 'orders' : `orders-${n}`,
      engine: 'quarry',
    },
    tenant: n % 3 === 0 ? 'shop' : 'payments',
    location: 'local',
    actor: 'user:default/dora',
    createdAt: ago(30 + n),
    ...(state !== 'pending' && { startedAt: ago(29 + n) }),
    ...((state === 'failed' || state === 'succeeded') && {
      endedAt: ago(28.3 + n),
    }),
    progress: state === 'succeeded' ? 1 : 0.5,
    attempt: 1,
    can: {
      cancel: state === 'pending',
      retry: state === 'failed',
      cleanUp: state === 'failed',
    },
    revision: 5,
    ...(state === 'failed' && {
      reason: {
        code: 'port-busy',
        text: {
          en: 'Port 15432 is taken by another program.',
          zh: '端口 15432 已被其他程序占用。',
        },
        cure: { en: 'Free the port, then retry.', zh: '释放端口后重试。' },
      },
      remains: {
        en: 'Its folder and its password exist; nothing runs.',
        zh: '目录和密码已存在;没有进程在运行。',
      },
    }),
    steps: [
      {
        id: 'render',
        title: { en: 'Write the configuration', zh: '写入配置' },
        state: 'succeeded',
        startedAt: ago(29 + n),
        endedAt: ago(28.9 + n),
      },
      {
        id: 'start',
        title: { en: 'Start the primary', zh: '启动主节点' },
        state: STARTED[state],
        startedAt: ago(28.9 + n),
        ...((state === 'failed' || state === 'succeeded') && {
          endedAt: ago(28.3 + n),
        }),
        ...(state === 'failed' && {
          reason: {
            code: 'port-busy',
            text: { en: 'The port is busy.', zh: '端口被占用。' },
          },
        }),
      },
      {
        id: 'probe',
        title: { en: 'Connect, write and read', zh: '连接、写入并读取' },
        state: state === 'succeeded' ? 'succeeded' : 'pending',
      },
    ],
    events: [
      {
        at: ago(29 + n),
        level: 'info',
        text: { en: 'Claimed by worker 1', zh: '由 1 号执行器领取' },
      },
    ],
  };
}

/** A page of so many samples, as the list asks for it. */
export function samplePage(query: InstanceQuery, length: number): InstanceList {
  const all = Array.from({ length }, (_, n) => sampleInstance(n));
  const matches = all.filter(
    ({ record: { spec }, status }) =>
      (!query.search || spec.name.includes(query.search)) &&
      (!query.tenant?.length || query.tenant.includes(spec.tenant)) &&
      (!query.engine?.length || query.engine.includes(spec.engine)) &&
      (!query.health?.length || query.health.includes(status.health)),
  );
  const from = Number(query.cursor ?? 0);
  const next = from + (query.limit ?? 50);
  const count = (health: string) =>
    all.filter(entry => entry.status.health === health).length;
  return {
    items: matches.slice(from, next),
    total: matches.length,
    ...(next < matches.length && { nextCursor: String(next) }),
    counts: {
      green: count('green'),
      yellow: count('yellow'),
      red: count('red'),
      grey: count('grey'),
    },
    revision: '1',
  };
}
