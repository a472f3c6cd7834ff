import { EngineDescriptor } from '@dbaas-portal/plugin-dbaas-common';
import { CONNECT } from './connect';
import { PARAMETERS } from './parameters';

/** The id of the engine; compared in this folder only. */
export const POSTGRESQL = 'postgresql';

export const SINGLE = 'single';
export const REPLICATION = 'replication';

// A group's role is `dbaas_<database>_owner` and has at most 63 bytes.
const MAX_DATABASE_NAME = 48;

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#336791" stroke-width="1.8" stroke-linecap="round"><ellipse cx="12" cy="5.5" rx="8" ry="3"/><path d="M4 5.5v13c0 1.7 3.6 3 8 3s8-1.3 8-3v-13M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3"/></svg>';

/** PostgreSQL, as data. */
export const postgresql: EngineDescriptor = {
  id: POSTGRESQL,
  family: 'postgresql',
  name: 'PostgreSQL',
  description: {
    en: 'Relational database with rich SQL, strong consistency and many extensions',
    zh: '功能丰富、强一致且扩展众多的关系型数据库',
  },
  icon: ICON,
  versions: [
    { id: '18', name: 'PostgreSQL 18' },
    { id: '17', name: 'PostgreSQL 17' },
    { id: '16', name: 'PostgreSQL 16' },
    {
      id: '15',
      name: 'PostgreSQL 15',
      deprecated: {
        en: 'Its community support ends in November 2027',
        zh: '社区支持将于 2027 年 11 月结束',
      },
    },
  ],
  topologies: [
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
        en: 'One primary takes writes; one to four replicas follow it and serve reads',
        zh: '一个主节点负责写入;一到四个副本跟随复制并提供只读服务',
      },
      members: { minimum: 2, maximum: 5, default: 2 },
      highlyAvailable: true,
    },
  ],
  parameters: PARAMETERS,
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
      storageMib: 20480,
    },
    {
      id: 'large',
      name: { en: 'Large', zh: '大型' },
      cpuMillis: 4000,
      memoryMib: 8192,
      storageMib: 102400,
    },
  ],
  minimum: { cpuMillis: 100, memoryMib: 128, storageMib: 512 },
  defaultPort: 5432,
  databases: {
    pattern: '^(?!pg_)(?!dbaas_)[a-z_][a-z0-9_]*$',
    maxLength: MAX_DATABASE_NAME,
    reserved: [
      'postgres',
      'template0',
      'template1',
      'replication',
      'all',
      'sameuser',
      'samerole',
    ],
  },
  users: {
    pattern: '^(?!pg_)(?!dbaas_)[a-z_][a-z0-9_]*$',
    maxLength: 63,
    reserved: [
      'postgres',
      'public',
      'none',
      'all',
      'replication',
      'user',
      'current_user',
      'current_role',
      'session_user',
    ],
    levels: [
      {
        id: 'read',
        name: { en: 'Read', zh: '只读' },
        description: {
          en: 'Reads all tables of the database, future ones too',
          zh: '可读取该数据库的所有表(包括以后新建的表)',
        },
      },
      {
        id: 'write',
        name: { en: 'Write', zh: '读写' },
        description: {
          en: 'Reads and changes rows in all tables, future ones too',
          zh: '可读写所有表中的数据(包括以后新建的表)',
        },
      },
      {
        id: 'owner',
        name: { en: 'Owner', zh: '所有者' },
        description: {
          en: 'Also makes, changes and drops tables, schemas and trusted extensions',
          zh: '还可创建、修改和删除表、模式以及受信任的扩展',
        },
      },
    ],
  },
  console: { kind: 'sql', example: 'SELECT version();' },
  connect: CONNECT,
};
