import { ParameterDescriptor } from '@dbaas-portal/plugin-dbaas-common';

/** Limits of sessions, autovacuum and what is logged. */
export const SESSION_PARAMETERS: ParameterDescriptor[] = [
  {
    name: 'statement_timeout',
    type: 'integer',
    unit: 'ms',
    minimum: 0,
    maximum: 86400000,
    default: 0,
    restart: false,
    description: {
      en: 'Ends statements that take longer, unless the session says otherwise; 0: never',
      zh: '终止超时语句(会话可自行设置);0 表示不限制',
    },
  },
  {
    name: 'lock_timeout',
    type: 'integer',
    unit: 'ms',
    minimum: 0,
    maximum: 86400000,
    default: 0,
    restart: false,
    description: {
      en: 'Ends statements that wait longer for a lock; 0: never',
      zh: '终止等待锁超时的语句;0 表示不限制',
    },
  },
  {
    name: 'idle_in_transaction_session_timeout',
    type: 'integer',
    unit: 'ms',
    minimum: 0,
    maximum: 86400000,
    default: 600000,
    restart: false,
    description: {
      en: 'Ends sessions that sit idle in an open transaction, which hinders VACUUM; 0: never',
      zh: '终止在未结束事务中空闲的会话(会妨碍 VACUUM);0 表示不限制',
    },
  },
  {
    name: 'default_transaction_isolation',
    type: 'enum',
    values: ['read committed', 'repeatable read', 'serializable'],
    default: 'read committed',
    restart: false,
    description: {
      en: 'Isolation of transactions that do not say which they want',
      zh: '未指定隔离级别的事务所用的默认级别',
    },
  },
  {
    name: 'autovacuum_vacuum_scale_factor',
    type: 'number',
    minimum: 0,
    maximum: 100,
    default: 0.2,
    restart: false,
    description: {
      en: 'Part of a table that must have changed before it is vacuumed',
      zh: '触发自动清理的表变更比例',
    },
  },
  {
    name: 'autovacuum_naptime',
    type: 'integer',
    unit: 's',
    minimum: 1,
    maximum: 86400,
    default: 60,
    restart: false,
    description: {
      en: 'Pause between two rounds of autovacuum in a database',
      zh: '同一数据库两轮自动清理之间的间隔',
    },
  },
  {
    name: 'log_min_duration_statement',
    type: 'integer',
    unit: 'ms',
    minimum: -1,
    maximum: 86400000,
    default: 1000,
    restart: false,
    description: {
      en: 'Logs statements that take at least this long; 0: all, -1: none',
      zh: '记录执行时间达到该值的语句;0 表示全部,-1 表示不记录',
    },
  },
  {
    name: 'log_lock_waits',
    type: 'boolean',
    default: true,
    restart: false,
    description: {
      en: 'Logs who waits long for a lock',
      zh: '记录长时间等待锁的会话',
    },
  },
  {
    name: 'log_statement',
    type: 'enum',
    values: ['none', 'ddl', 'mod'],
    default: 'none',
    restart: false,
    description: {
      en: 'Logs every statement of this kind, with its values',
      zh: '记录该类型的所有语句(包含其中的值)',
    },
  },
  {
    name: 'track_io_timing',
    type: 'boolean',
    default: false,
    restart: false,
    description: {
      en: 'Measures how long reads and writes take, for plans and statistics',
      zh: '统计读写耗时,供执行计划和统计信息使用',
    },
  },
];
