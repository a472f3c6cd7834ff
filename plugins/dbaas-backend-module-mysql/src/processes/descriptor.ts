import {
  ConnectSnippet,
  EngineDescriptor,
  TopologyDescriptor,
} from '@dbaas-portal/plugin-dbaas-common';
import { SYSTEM_DATABASES } from '../protocol/accounts';
import { OPERATOR_LOGINS } from '../protocol/logins';
import { GROUP, REPLICATION, SINGLE } from './kind';

export const TOPOLOGIES: TopologyDescriptor[] = [
  {
    id: SINGLE,
    name: { en: 'Single', zh: '单节点' },
    description: {
      en: 'One server; it is away while it restarts',
      zh: '一台服务器;重启期间不可用',
    },
    members: { minimum: 1, maximum: 1, default: 1 },
    highlyAvailable: false,
  },
  {
    id: REPLICATION,
    name: { en: 'Primary and replicas', zh: '一主多从' },
    description: {
      en: 'One primary takes writes, replicas follow it by GTID and serve reads; switching over is done by hand',
      zh: '一个主节点负责写入,副本通过 GTID 跟随并提供只读服务;切换由人工执行',
    },
    members: { minimum: 2, maximum: 5, default: 2 },
    highlyAvailable: false,
  },
];

export const GROUP_TOPOLOGY: TopologyDescriptor = {
  id: GROUP,
  name: { en: 'Group replication', zh: '组复制' },
  description: {
    en: 'Members agree on every write by majority and elect another primary by themselves; the address is that of the primary',
    zh: '成员以多数派确认每次写入,并自动选举新的主节点;访问地址为主节点的地址',
  },
  members: { minimum: 3, maximum: 9, default: 3, odd: true },
  highlyAvailable: true,
};

const NAME = '^(?!dbaas_)[a-z_][a-z0-9_]*$';

/**
 * A stored grant holds the database's name with each `_` escaped, in 64
 * characters: half of them are safe whatever the name.
 */
export const DATABASES: NonNullable<EngineDescriptor['databases']> = {
  pattern: NAME,
  maxLength: 32,
  reserved: [...SYSTEM_DATABASES, 'lost_found'],
};

export const USERS: NonNullable<EngineDescriptor['users']> = {
  pattern: NAME,
  // MySQL's limit; MariaDB would take more.
  maxLength: 32,
  reserved: [
    ...OPERATOR_LOGINS,
    'public',
    'none',
    'event_scheduler',
    'system_user',
  ],
  levels: [
    {
      id: 'read',
      name: { en: 'Read', zh: '只读' },
      description: {
        en: 'Reads all tables and views of the database, future ones too',
        zh: '可读取该数据库的所有表和视图(包括以后新建的)',
      },
    },
    {
      id: 'write',
      name: { en: 'Write', zh: '读写' },
      description: {
        en: 'Reads and changes rows in all tables, calls procedures',
        zh: '可读写所有表中的数据,并可调用存储过程',
      },
    },
    {
      id: 'owner',
      name: { en: 'Owner', zh: '所有者' },
      description: {
        en: 'Also makes, changes and drops tables, views, procedures, triggers and events',
        zh: '还可创建、修改和删除表、视图、存储过程、触发器和事件',
      },
    },
  ],
};

/** One for connections without TLS, one for those with it. */
const either = (
  plain: ConnectSnippet,
  secure: ConnectSnippet,
): ConnectSnippet[] => [
  { ...plain, tls: false },
  { ...secure, id: `${secure.id}-tls`, tls: true },
];

/**
 * Connect snippets; the client and the JDBC scheme differ by engine. Clients
 * that encrypt only when told to get a second one for instances with TLS.
 */
export function snippets(options: {
  client: string;
  jdbc: string;
  /** What makes these clients encrypt; absent where they do by themselves. */
  tls?: { client: string; jdbc: string };
}): ConnectSnippet[] {
  const { client, jdbc, tls } = options;
  const cli = (more = ''): ConnectSnippet => ({
    id: client,
    label: client,
    language: 'bash',
    template: `MYSQL_PWD="{password}" ${client} ${more}--host={host} --port={port} --user={user} {database}`,
  });
  const java = (more = ''): ConnectSnippet => ({
    id: 'jdbc',
    label: 'JDBC',
    language: 'java',
    template: `DriverManager.getConnection("jdbc:${jdbc}://{host}:{port}/{database}${more}", "{user}", System.getenv("{password}"));`,
  });
  const node = (more = ''): ConnectSnippet => ({
    id: 'node',
    label: 'Node.js',
    language: 'javascript',
    template: `import mysql from 'mysql2/promise';\n\nconst connection = await mysql.createConnection({ host: '{host}', port: {port}, user: '{user}', database: '{database}', password: process.env['{password}']${more} });`,
  });
  return [
    ...(tls ? either(cli(), cli(`${tls.client} `)) : [cli()]),
    ...(tls ? either(java(), java(tls.jdbc)) : [java()]),
    ...either(node(), node(', ssl: { rejectUnauthorized: false }')),
    {
      id: 'env',
      label: 'Environment',
      language: 'bash',
      template:
        'MYSQL_HOST={host}\nMYSQL_TCP_PORT={port}\nMYSQL_USER={user}\nMYSQL_DATABASE={database}\nMYSQL_PWD={password}',
    },
  ];
}

export const SIZES: EngineDescriptor['sizes'] = [
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
    storageMib: 20480,
  },
  {
    id: 'large',
    name: { en: 'Large', zh: '大型' },
    cpuMillis: 4000,
    memoryMib: 8192,
    storageMib: 102400,
  },
];
