import { ParameterDescriptor } from '@dbaas-portal/plugin-dbaas-common';

/** What both engines of the family take alike; defaults are given by each. */
export const FAMILY_PARAMETERS: ParameterDescriptor[] = [
  {
    name: 'max_connections',
    type: 'integer',
    unit: 'connections',
    minimum: 10,
    maximum: 5000,
    default: 151,
    restart: false,
    description: {
      en: 'How many clients may be connected at once',
      zh: '允许同时连接的客户端数量',
    },
  },
  {
    name: 'wait_timeout',
    type: 'integer',
    unit: 's',
    minimum: 10,
    maximum: 604800,
    default: 28800,
    restart: false,
    description: {
      en: 'Close connections that have been idle for this time',
      zh: '连接空闲超过此时间后关闭',
    },
  },
  {
    name: 'max_allowed_packet',
    type: 'integer',
    unit: 'MiB',
    // Copies of the data travel in packets of two.
    minimum: 2,
    maximum: 1024,
    default: 64,
    restart: false,
    description: {
      en: 'The largest statement or row that is taken',
      zh: '允许的最大语句或行',
    },
  },
  {
    name: 'innodb_flush_log_at_trx_commit',
    type: 'enum',
    values: ['1', '2', '0'],
    default: '1',
    restart: false,
    description: {
      en: 'When commits reach the disk: 1 at once; 2 and 0 within a second, so that a crash may lose them',
      zh: '提交何时落盘:1 立即;2 与 0 在一秒内,崩溃可能丢失',
    },
  },
  {
    name: 'innodb_lock_wait_timeout',
    type: 'integer',
    unit: 's',
    minimum: 1,
    maximum: 3600,
    default: 50,
    restart: false,
    description: {
      en: 'How long a statement waits for a row that another one holds',
      zh: '语句等待行锁的最长时间',
    },
  },
  {
    name: 'innodb_print_all_deadlocks',
    type: 'boolean',
    default: false,
    restart: false,
    description: {
      en: 'Write every deadlock into the server’s log',
      zh: '将所有死锁写入服务器日志',
    },
  },
  {
    name: 'innodb_ft_min_token_size',
    type: 'integer',
    minimum: 1,
    maximum: 16,
    default: 3,
    restart: true,
    description: {
      en: 'The shortest word that a full-text index holds; indexes must be made anew',
      zh: '全文索引收录的最短单词长度;需重建索引',
    },
  },
  {
    name: 'character_set_server',
    type: 'enum',
    values: ['utf8mb4', 'latin1', 'gbk', 'gb18030', 'binary'],
    default: 'utf8mb4',
    restart: false,
    description: {
      en: 'The character set of databases that are made from now on',
      zh: '此后新建数据库的默认字符集',
    },
  },
  {
    name: 'slow_query_log',
    type: 'boolean',
    default: false,
    restart: false,
    description: {
      en: 'Log statements that take long',
      zh: '记录慢查询语句',
    },
  },
  {
    name: 'long_query_time',
    type: 'number',
    unit: 's',
    minimum: 0,
    maximum: 3600,
    default: 10,
    restart: false,
    description: {
      en: 'Statements slower than this count as slow',
      zh: '超过此时长的语句视为慢查询',
    },
  },
  {
    name: 'tmp_table_size',
    type: 'integer',
    unit: 'MiB',
    minimum: 1,
    maximum: 4096,
    default: 16,
    restart: false,
    description: {
      en: 'How large a temporary table in memory may become',
      zh: '内存临时表的最大大小',
    },
  },
  {
    name: 'group_concat_max_len',
    type: 'integer',
    unit: 'KiB',
    minimum: 1,
    maximum: 1048576,
    default: 1024,
    restart: false,
    description: {
      en: 'The longest result of GROUP_CONCAT',
      zh: 'GROUP_CONCAT 结果的最大长度',
    },
  },
  {
    name: 'table_open_cache',
    type: 'integer',
    minimum: 64,
    maximum: 65536,
    default: 2000,
    restart: false,
    description: {
      en: 'How many open tables are kept for all connections',
      zh: '为所有连接缓存的已打开表数量',
    },
  },
  {
    name: 'event_scheduler',
    type: 'boolean',
    default: false,
    restart: false,
    description: {
      en: 'Run the events that databases hold',
      zh: '运行数据库中定义的事件',
    },
  },
];
