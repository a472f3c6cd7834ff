import { ParameterDescriptor } from '@dbaas-portal/plugin-dbaas-common';

/** The units in which the server itself takes the values. */
export const redisParameters: ParameterDescriptor[] = [
  {
    name: 'maxmemory-policy',
    type: 'enum',
    values: [
      'noeviction',
      'allkeys-lru',
      'allkeys-lfu',
      'allkeys-random',
      'volatile-lru',
      'volatile-lfu',
      'volatile-random',
      'volatile-ttl',
    ],
    default: 'noeviction',
    restart: false,
    description: {
      en: 'What happens when the memory is full: refuse writes, or evict keys',
      zh: '内存用尽时的行为:拒绝写入或淘汰键',
    },
  },
  {
    name: 'maxclients',
    type: 'integer',
    unit: 'connections',
    minimum: 10,
    maximum: 20000,
    default: 1000,
    restart: false,
    description: {
      en: 'How many clients may be connected at once',
      zh: '允许同时连接的客户端数量',
    },
  },
  {
    name: 'timeout',
    type: 'integer',
    unit: 's',
    minimum: 0,
    maximum: 86400,
    default: 0,
    restart: false,
    description: {
      en: 'Close idle connections after this time; 0: never',
      zh: '空闲连接在此时间后关闭;0 表示从不',
    },
  },
  {
    name: 'tcp-keepalive',
    type: 'integer',
    unit: 's',
    minimum: 0,
    maximum: 3600,
    default: 300,
    restart: false,
    description: {
      en: 'How often idle connections are checked; 0: never',
      zh: '空闲连接的探测间隔;0 表示从不',
    },
  },
  {
    name: 'appendfsync',
    type: 'enum',
    values: ['always', 'everysec', 'no'],
    default: 'everysec',
    restart: false,
    description: {
      en: 'How often writes are forced to disk: each, every second, or when the system likes',
      zh: '写入刷盘频率:每次、每秒,或由操作系统决定',
    },
  },
  {
    name: 'slowlog-log-slower-than',
    type: 'integer',
    unit: 'µs',
    minimum: -1,
    maximum: 60000000,
    default: 10000,
    restart: false,
    description: {
      en: 'Commands slower than this are logged; -1: none',
      zh: '超过此时长的命令记入慢日志;-1 表示不记录',
    },
  },
  {
    name: 'slowlog-max-len',
    type: 'integer',
    minimum: 0,
    maximum: 100000,
    default: 128,
    restart: false,
    description: {
      en: 'How many slow commands are kept',
      zh: '慢日志保留的条数',
    },
  },
  {
    name: 'notify-keyspace-events',
    type: 'string',
    pattern: '[KEg$lshzxetdmnA]*',
    default: '',
    restart: false,
    description: {
      en: 'Which key events are published, as letters; empty: none',
      zh: '发布哪些键事件(以字母表示);空表示不发布',
    },
  },
  {
    name: 'lazyfree-lazy-eviction',
    type: 'boolean',
    default: false,
    restart: false,
    description: {
      en: 'Free the memory of evicted keys in the background',
      zh: '在后台释放被淘汰键的内存',
    },
  },
  {
    name: 'lazyfree-lazy-expire',
    type: 'boolean',
    default: false,
    restart: false,
    description: {
      en: 'Free the memory of expired keys in the background',
      zh: '在后台释放过期键的内存',
    },
  },
  {
    name: 'activedefrag',
    type: 'boolean',
    default: false,
    restart: false,
    description: {
      en: 'Defragment the memory while running, where the build can',
      zh: '运行中整理内存碎片(需构建支持)',
    },
  },
  {
    name: 'hz',
    type: 'integer',
    unit: '1/s',
    minimum: 1,
    maximum: 500,
    default: 10,
    restart: false,
    description: {
      en: 'How often background work runs',
      zh: '后台任务的执行频率',
    },
  },
  {
    name: 'min-replicas-to-write',
    type: 'integer',
    minimum: 0,
    maximum: 4,
    default: 0,
    restart: false,
    description: {
      en: 'Refuse writes when fewer replicas than this keep up',
      zh: '同步正常的副本少于此数时拒绝写入',
    },
  },
];

/** As the server's configuration writes it. */
export function settingText(value: string | number | boolean): string {
  if (typeof value === 'boolean') {
    return value ? 'yes' : 'no';
  }
  return String(value);
}
