import {
  ConnectSnippet,
  EngineDescriptor,
  TopologyDescriptor,
} from '@dbaas-portal/plugin-dbaas-common';
import { SYSTEM_DATABASES } from '../protocol/accounts';
import { REPLICATION, SINGLE } from './kind';

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
  reserved: ['root', 'public', 'none', 'event_scheduler', 'system_user'],
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

/** Connect snippets; the client and the JDBC scheme differ by engine. */
export function snippets(options: {
  client: string;
  jdbc: string;
}): ConnectSnippet[] {
  return [
    {
      id: options.client,
      label: options.client,
      language: 'bash',
      template: `MYSQL_PWD="{password}" ${options.client} --host={host} --port={port} --user={user} {database}`,
    },
    {
      id: 'jdbc',
      label: 'JDBC',
      language: 'java',
      template: `DriverManager.getConnection("jdbc:${options.jdbc}://{host}:{port}/{database}", "{user}", System.getenv("{password}"));`,
    },
    {
      id: 'node',
      label: 'Node.js',
      language: 'javascript',
      template:
        "import mysql from 'mysql2/promise';\n\nconst connection = await mysql.createConnection({ host: '{host}', port: {port}, user: '{user}', database: '{database}', password: process.env['{password}'] });",
    },
    {
      id: 'env',
      label: 'Environment',
      language: 'bash',
      template:
        'MYSQL_HOST={host}\nMYSQL_TCP_PORT={port}\nMYSQL_USER={user}\nMYSQL_DATABASE={database}',
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
