import { EngineDescriptor } from '@dbaas-portal/plugin-dbaas-common';
import {
  DATABASES,
  SIZES,
  snippets,
  TOPOLOGIES,
  USERS,
} from '../../processes/descriptor';
import { REPLICATION } from '../../processes/kind';
import { FAMILY_PARAMETERS } from '../../processes/parameters';

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#1f6f8b" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"><path d="M3 17c3 0 4-2 6-5s5-6 11-7c0 3-2 4-2 7s-3 6-8 6c-2 0-3 1-4 1s-2-.5-3-2z"/><path d="M15 9h.01"/></svg>';

/** MariaDB, as data. */
export const mariadb: EngineDescriptor = {
  id: 'mariadb',
  family: 'mysql',
  name: 'MariaDB',
  description: {
    en: 'Relational database that speaks the MySQL protocol, run by a foundation',
    zh: '兼容 MySQL 协议的关系型数据库,由基金会维护',
  },
  icon: ICON,
  versions: [
    { id: '11.8', name: 'MariaDB 11.8' },
    { id: '11.4', name: 'MariaDB 11.4' },
    { id: '10.11', name: 'MariaDB 10.11' },
  ],
  topologies: TOPOLOGIES.map(topology =>
    topology.id === REPLICATION
      ? {
          ...topology,
          description: {
            en: 'One primary takes writes, replicas follow it by GTID and serve reads; in a cluster one of them takes over by itself, on this machine by hand',
            zh: '一个主节点负责写入,副本通过 GTID 跟随并提供只读服务;在集群中副本会自动接管,在本机则需人工切换',
          },
        }
      : topology,
  ),
  parameters: [
    ...FAMILY_PARAMETERS.filter(p => p.name !== 'character_set_server'),
    {
      name: 'character_set_server',
      type: 'enum',
      values: ['utf8mb4', 'latin1', 'gbk', 'binary'],
      default: 'utf8mb4',
      restart: false,
      description: {
        en: 'The character set of databases that are made from now on',
        zh: '此后新建数据库的默认字符集',
      },
    },
    {
      name: 'max_statement_time',
      type: 'number',
      unit: 's',
      minimum: 0,
      maximum: 86400,
      default: 0,
      restart: false,
      description: {
        en: 'End statements that take longer; 0: never',
        zh: '终止超过此时长的语句;0 表示不限制',
      },
    },
  ],
  sizes: SIZES,
  minimum: { cpuMillis: 100, memoryMib: 96, storageMib: 512 },
  defaultPort: 3306,
  databases: DATABASES,
  users: USERS,
  console: { kind: 'sql', example: 'SELECT VERSION();' },
  connect: snippets({
    client: 'mariadb',
    jdbc: 'mariadb',
    tls: { client: '--ssl', jdbc: '?sslMode=trust' },
  }),
};
