import { EngineDescriptor } from '@dbaas-portal/plugin-dbaas-common';
import {
  DATABASES,
  GROUP_TOPOLOGY,
  SIZES,
  snippets,
  TOPOLOGIES,
  USERS,
} from '../../processes/descriptor';
import { FAMILY_PARAMETERS } from '../../processes/parameters';

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#00618a" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"><path d="M3 5c6-2 12 1 14 9l3 3h-4c-1 2-2 3-4 4 1-3 0-5-2-7S6 9 3 5z"/><path d="M9 9h.01"/></svg>';

/** MySQL, as data. */
export const mysql: EngineDescriptor = {
  id: 'mysql',
  family: 'mysql',
  name: 'MySQL',
  description: {
    en: 'The most widely used open-source relational database',
    zh: '使用最广泛的开源关系型数据库',
  },
  icon: ICON,
  versions: [
    { id: '9', name: 'MySQL 9' },
    { id: '8.4', name: 'MySQL 8.4' },
    {
      id: '8.0',
      name: 'MySQL 8.0',
      deprecated: {
        en: 'Its support ended in April 2026',
        zh: '官方支持已于 2026 年 4 月结束',
      },
    },
  ],
  topologies: [...TOPOLOGIES, GROUP_TOPOLOGY],
  parameters: [
    ...FAMILY_PARAMETERS,
    {
      name: 'max_execution_time',
      type: 'integer',
      unit: 'ms',
      minimum: 0,
      maximum: 86400000,
      default: 0,
      restart: false,
      description: {
        en: 'End SELECT statements that take longer; 0: never',
        zh: '终止超过此时长的 SELECT 语句;0 表示不限制',
      },
    },
  ],
  sizes: SIZES,
  minimum: { cpuMillis: 250, memoryMib: 384, storageMib: 1024 },
  defaultPort: 3306,
  databases: DATABASES,
  users: USERS,
  console: { kind: 'sql', example: 'SELECT VERSION();' },
  connect: snippets({ client: 'mysql', jdbc: 'mysql' }),
};
