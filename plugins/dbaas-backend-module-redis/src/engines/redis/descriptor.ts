import { EngineDescriptor } from '@dbaas-portal/plugin-dbaas-common';
import { PORTAL_LOGINS } from '../../protocol/logins';
import { redisParameters } from './parameters';

export const ENGINE = 'redis';

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="#c6302b" d="M12 3 2 7.5 12 12l10-4.500z"/><path fill="#a41e11" d="m2 11.500 10 4.500 10-4.500v2L12 18 2 13.500z"/><path fill="#a41e11" d="m2 16 10 4.500L22 16v2l-10 4.500L2 18z"/></svg>';

/** Redis and Valkey, which speak the same and are told apart by version. */
export const redisDescriptor: EngineDescriptor = {
  id: ENGINE,
  family: 'redis',
  name: 'Redis',
  description: {
    en: 'Keys and values in memory: caches, queues, counters, sessions',
    zh: '内存键值数据库:缓存、队列、计数器、会话',
  },
  icon: ICON,
  versions: [
    { id: 'valkey-9', name: 'Valkey 9' },
    { id: 'valkey-8', name: 'Valkey 8' },
    { id: '8', name: 'Redis 8' },
    { id: '7', name: 'Redis 7' },
  ],
  topologies: [
    {
      id: 'single',
      name: { en: 'Single', zh: '单节点' },
      description: {
        en: 'One member. A restart interrupts it.',
        zh: '单个成员,重启时会中断服务。',
      },
      members: { minimum: 1, maximum: 1, default: 1 },
      highlyAvailable: false,
    },
    {
      id: 'replication',
      name: { en: 'Primary and replicas', zh: '主从复制' },
      description: {
        en: 'One primary with replicas to read from; switching over is done by hand.',
        zh: '一主多从,可从副本读取;切换由人工执行。',
      },
      members: { minimum: 2, maximum: 5, default: 2 },
      highlyAvailable: false,
    },
    {
      id: 'sentinel',
      name: { en: 'Sentinel', zh: '哨兵' },
      description: {
        en: 'Primary and replicas watched by three Sentinels, which fail over by themselves. Clients ask the Sentinels for the primary.',
        zh: '一主多从,由三个哨兵监视并自动故障切换。客户端向哨兵查询主节点。',
      },
      members: { minimum: 2, maximum: 5, default: 2 },
      highlyAvailable: true,
    },
  ],
  parameters: redisParameters,
  sizes: [
    {
      id: 'small',
      name: { en: 'Small', zh: '小' },
      cpuMillis: 250,
      memoryMib: 128,
      storageMib: 512,
    },
    {
      id: 'medium',
      name: { en: 'Medium', zh: '中' },
      cpuMillis: 500,
      memoryMib: 512,
      storageMib: 2048,
    },
    {
      id: 'large',
      name: { en: 'Large', zh: '大' },
      cpuMillis: 1000,
      memoryMib: 2048,
      storageMib: 8192,
    },
  ],
  minimum: { cpuMillis: 100, memoryMib: 32, storageMib: 128 },
  defaultPort: 6379,
  users: {
    pattern: '[a-z][a-z0-9_-]*',
    maxLength: 40,
    reserved: ['default', ...Object.values(PORTAL_LOGINS)],
    levels: [
      {
        id: 'read',
        name: { en: 'Read', zh: '只读' },
        description: {
          en: 'Read keys and subscribe to channels',
          zh: '读取键并订阅频道',
        },
      },
      {
        id: 'write',
        name: { en: 'Write', zh: '读写' },
        description: {
          en: 'Read and write keys, run scripts; nothing that disturbs the others',
          zh: '读写键、执行脚本;不含影响他人的命令',
        },
      },
      {
        id: 'owner',
        name: { en: 'Owner', zh: '所有者' },
        description: {
          en: 'The same, and list or flush all keys',
          zh: '同上,并可列出或清空所有键',
        },
      },
    ],
  },
  console: { kind: 'command', example: 'SCAN 0 MATCH user:* COUNT 100' },
  connect: [
    {
      id: 'redis-cli',
      label: 'redis-cli',
      language: 'bash',
      template:
        'REDISCLI_AUTH="{password}" redis-cli -h {host} -p {port} --user {user}',
      tls: false,
    },
    {
      id: 'redis-cli-tls',
      label: 'redis-cli',
      language: 'bash',
      template:
        'REDISCLI_AUTH="{password}" redis-cli --tls --insecure -h {host} -p {port} --user {user}',
      tls: true,
    },
    {
      id: 'node',
      label: 'Node.js',
      language: 'javascript',
      template:
        "import { Redis } from 'ioredis';\n\nconst redis = new Redis({\n  host: '{host}',\n  port: {port},\n  username: '{user}',\n  password: process.env.REDIS_PASSWORD,\n  tls: {tls} ? { rejectUnauthorized: false } : undefined,\n});\nawait redis.ping();",
    },
    {
      id: 'python',
      label: 'Python',
      language: 'python',
      template:
        "import os, redis\n\nr = redis.Redis(host='{host}', port={port}, username='{user}', password=os.environ['REDIS_PASSWORD'],\n                ssl='{tls}' == 'true', ssl_cert_reqs='none')\nr.ping()",
    },
    {
      id: 'environment',
      label: 'Environment',
      language: 'bash',
      template:
        'REDIS_HOST={host}\nREDIS_PORT={port}\nREDIS_USERNAME={user}\nREDIS_PASSWORD={password}\nREDIS_TLS={tls}',
    },
  ],
};
