import {
  EngineDescriptor,
  EngineOffer,
  LocationStatus,
} from '@dbaas-portal/plugin-dbaas-common';

const icon = (color: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="${color}" stroke-width="2"><ellipse cx="12" cy="6" rx="8" ry="3"/><path d="M4 6v12c0 1.7 3.6 3 8 3s8-1.3 8-3V6M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3"/></svg>`;

/** An engine of no product: the pages know engines by their data alone. */
export const quarry: EngineDescriptor = {
  id: 'quarry',
  family: 'quarry',
  name: 'Quarry',
  description: {
    en: 'A relational database with rich SQL and strong consistency',
    zh: '功能丰富、强一致的关系型数据库',
  },
  icon: icon('steelblue'),
  versions: [
    { id: '18', name: 'Quarry 18' },
    { id: '17', name: 'Quarry 17' },
    {
      id: '12',
      name: 'Quarry 12',
      deprecated: { en: 'No longer maintained', zh: '已停止维护' },
    },
  ],
  topologies: [
    {
      id: 'single',
      name: { en: 'Single', zh: '单节点' },
      description: { en: 'One member', zh: '一个成员' },
      members: { minimum: 1, maximum: 1, default: 1 },
      highlyAvailable: false,
    },
    {
      id: 'replication',
      name: { en: 'Primary and replicas', zh: '一主多从' },
      description: {
        en: 'One primary takes writes; replicas follow it and serve reads',
        zh: '主节点负责写入,副本提供只读服务',
      },
      members: { minimum: 2, maximum: 5, default: 2 },
      highlyAvailable: true,
    },
  ],
  parameters: [
    {
      name: 'max_connections',
      type: 'integer',
      minimum: 5,
      maximum: 500,
      default: 100,
      restart: true,
      unit: 'connections',
      description: {
        en: 'How many clients may connect at once',
        zh: '同时连接的最大客户端数量',
      },
    },
    {
      name: 'log_statements',
      type: 'enum',
      values: ['none', 'ddl', 'all'],
      default: 'none',
      restart: false,
      description: { en: 'Which statements are logged', zh: '记录哪些语句' },
    },
    {
      name: 'autovacuum',
      type: 'boolean',
      default: true,
      restart: false,
      description: { en: 'Clean up by itself', zh: '自动清理' },
    },
  ],
  sizes: [
    {
      id: 'small',
      name: { en: 'Small', zh: '小型' },
      cpuMillis: 500,
      memoryMib: 512,
      storageMib: 2048,
    },
    {
      id: 'medium',
      name: { en: 'Medium', zh: '中型' },
      cpuMillis: 1000,
      memoryMib: 2048,
      storageMib: 10240,
    },
  ],
  minimum: { cpuMillis: 100, memoryMib: 128, storageMib: 512 },
  defaultPort: 5555,
  databases: {
    pattern: '[a-z][a-z0-9_]*',
    maxLength: 48,
    reserved: ['system'],
  },
  users: {
    pattern: '[a-z][a-z0-9_]*',
    maxLength: 48,
    reserved: ['admin'],
    levels: [
      {
        id: 'read',
        name: { en: 'Read', zh: '只读' },
        description: { en: 'Read all tables', zh: '读取所有表' },
      },
      {
        id: 'owner',
        name: { en: 'Own', zh: '所有者' },
        description: { en: 'Everything in it', zh: '其中的全部权限' },
      },
    ],
  },
  console: { kind: 'sql', example: 'select 1' },
  connect: [
    {
      id: 'cli',
      label: 'qcli',
      language: 'bash',
      template:
        'QPASSWORD={password} qcli --host {host} --port {port} --user {user} {database}',
    },
    {
      id: 'env',
      label: 'Environment',
      language: 'bash',
      template:
        'DB_HOST={host}\nDB_PORT={port}\nDB_USER={user}\nDB_NAME={database}\nDB_TLS={tls}',
    },
  ],
};

export const ember: EngineDescriptor = {
  ...quarry,
  id: 'ember',
  family: 'ember',
  name: 'Ember',
  description: { en: 'A cache in memory', zh: '内存缓存' },
  icon: icon('tomato'),
  versions: [{ id: '8', name: 'Ember 8' }],
  parameters: [],
  databases: undefined,
  connect: [],
};

export const offers: EngineOffer[] = [
  {
    engine: 'quarry',
    platform: 'local',
    location: 'local',
    controller: 'processes',
    provider: 'quarry 18.4',
    available: { available: true },
    versions: [
      { id: '18', availability: { available: true } },
      {
        id: '17',
        availability: {
          available: false,
          reason: {
            code: 'binary-not-found',
            text: {
              en: 'There are no binaries of version 17 on this machine.',
              zh: '本机没有 17 版本的程序。',
            },
            cure: { en: 'Install quarry-17.', zh: '安装 quarry-17。' },
          },
        },
      },
    ],
    topologies: [
      { id: 'single', availability: { available: true } },
      { id: 'replication', availability: { available: true } },
    ],
    tls: { available: true },
  },
  {
    engine: 'ember',
    platform: 'local',
    location: 'local',
    controller: 'processes',
    available: {
      available: false,
      reason: {
        code: 'binary-not-found',
        text: {
          en: 'The server of Ember is not on this machine.',
          zh: '本机没有 Ember 服务器程序。',
        },
        cure: { en: 'Install ember-server.', zh: '安装 ember-server。' },
      },
    },
    versions: [],
    topologies: [],
    tls: { available: false },
  },
];

/** Where the samples run. */
export const thisMachine: LocationStatus = {
  id: 'local',
  platform: 'local',
  name: { en: 'This machine', zh: '本机' },
  reachable: { available: true },
  findings: [],
};
