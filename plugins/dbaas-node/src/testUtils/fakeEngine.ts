import { EngineDescriptor } from '@dbaas-portal/plugin-dbaas-common';
import { FAKE_FAMILY } from './FakeDriver';

/** @public */
export const FAKE_ENGINE = 'fakedb';

/**
 * The descriptor of an engine that only exists in memory.
 *
 * @public
 */
export function fakeEngine(
  changes: Partial<EngineDescriptor> = {},
): EngineDescriptor {
  return {
    id: FAKE_ENGINE,
    family: FAKE_FAMILY,
    name: 'FakeDB',
    description: {
      en: 'A database that only exists in memory',
      zh: '仅存在于内存中的数据库',
    },
    versions: [
      { id: '2', name: 'FakeDB 2' },
      { id: '1', name: 'FakeDB 1' },
    ],
    topologies: [
      {
        id: 'single',
        name: { en: 'Single', zh: '单节点' },
        description: { en: 'One server', zh: '一台服务器' },
        members: { minimum: 1, maximum: 1, default: 1 },
        highlyAvailable: false,
      },
      {
        id: 'replication',
        name: { en: 'Replication', zh: '复制' },
        description: { en: 'A primary and replicas', zh: '一主多从' },
        members: { minimum: 3, maximum: 5, default: 3, odd: true },
        highlyAvailable: true,
      },
    ],
    parameters: [
      {
        name: 'max_connections',
        type: 'integer',
        minimum: 10,
        maximum: 1000,
        default: 100,
        restart: true,
        description: { en: 'How many may connect', zh: '最大连接数' },
      },
      {
        name: 'log_level',
        type: 'enum',
        values: ['debug', 'info'],
        default: 'info',
        restart: false,
        description: { en: 'How much it tells', zh: '日志级别' },
      },
      {
        name: 'ratio',
        type: 'number',
        minimum: 0,
        maximum: 1,
        default: 0.5,
        restart: false,
        description: { en: 'A ratio', zh: '比率' },
      },
      {
        name: 'strict',
        type: 'boolean',
        default: false,
        restart: false,
        description: { en: 'Whether it is strict', zh: '是否严格' },
      },
      {
        name: 'time_zone',
        type: 'string',
        pattern: '[A-Za-z/_]{1,40}',
        default: 'UTC',
        restart: false,
        description: { en: 'Its time zone', zh: '时区' },
      },
    ],
    sizes: [
      {
        id: 'small',
        name: { en: 'Small', zh: '小' },
        cpuMillis: 500,
        memoryMib: 512,
        storageMib: 1024,
      },
    ],
    minimum: { cpuMillis: 100, memoryMib: 128, storageMib: 256 },
    defaultPort: 7000,
    databases: {
      pattern: '[a-z][a-z0-9_]*',
      maxLength: 30,
      reserved: ['system'],
    },
    users: {
      pattern: '[a-z][a-z0-9_]*',
      maxLength: 30,
      reserved: ['admin'],
      levels: [
        {
          id: 'read',
          name: { en: 'Read', zh: '只读' },
          description: { en: 'May read', zh: '可读取' },
        },
        {
          id: 'owner',
          name: { en: 'Owner', zh: '所有者' },
          description: { en: 'May do everything', zh: '拥有全部权限' },
        },
      ],
    },
    console: { kind: 'sql', example: 'select 1' },
    connect: [
      {
        id: 'cli',
        label: 'fakedb',
        language: 'bash',
        template: 'fakedb {user}@{host}:{port}/{database}',
      },
    ],
    ...changes,
  };
}
