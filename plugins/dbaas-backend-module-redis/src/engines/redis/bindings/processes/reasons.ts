import { Reason } from '@dbaas-portal/plugin-dbaas-common';

export const noServer: Reason = {
  code: 'server-not-found',
  text: {
    en: 'No Redis or Valkey server was found on this machine',
    zh: '本机未找到 Redis 或 Valkey 服务程序',
  },
  cure: {
    en: 'Install redis-server or valkey-server, or name its folder in dbaas.local.binaries',
    zh: '安装 redis-server 或 valkey-server,或在 dbaas.local.binaries 中指定其目录',
  },
};

export const versionNotHere = (name: string): Reason => ({
  code: 'version-not-found',
  params: { version: name },
  text: {
    en: `${name} was not found on this machine`,
    zh: `本机未找到 ${name}`,
  },
  cure: {
    en: `Install ${name}, or name its folder in dbaas.local.binaries`,
    zh: `安装 ${name},或在 dbaas.local.binaries 中指定其目录`,
  },
});

export const isStopped: Reason = {
  code: 'stopped',
  text: { en: 'The instance is stopped', zh: '实例已停止' },
  cure: { en: 'Start it first', zh: '请先启动' },
};

export const isRunning: Reason = {
  code: 'running',
  text: { en: 'The instance is running', zh: '实例正在运行' },
};

export const oneMember: Reason = {
  code: 'one-member',
  text: {
    en: 'There is only one member; nothing to switch to',
    zh: '只有一个成员,无法切换',
  },
  cure: {
    en: 'Ask for topology “Primary and replicas” or “Sentinel”',
    zh: '请选择“主从复制”或“哨兵”拓扑',
  },
};

export const fixedMembers: Reason = {
  code: 'fixed-members',
  text: {
    en: 'This topology has exactly one member',
    zh: '该拓扑只有一个成员',
  },
};

export const noDatabases: Reason = {
  code: 'no-databases',
  text: {
    en: 'Redis has no databases with names of their own',
    zh: 'Redis 没有命名数据库',
  },
};

export const notBuiltYet = (what: { en: string; zh: string }): Reason => ({
  code: 'not-there-yet',
  text: {
    en: `${what.en} of local instances are not part of this release`,
    zh: `本版本不包含本地实例的${what.zh}`,
  },
});

export const replicaNotLinked = (member: string): Reason => ({
  code: 'replica-not-linked',
  params: { member },
  text: {
    en: `${member} does not follow the primary`,
    zh: `${member} 未跟随主节点`,
  },
});

export const builtWithoutTls = (name?: string): Reason => ({
  code: 'built-without-tls',
  ...(name ? { params: { version: name } } : {}),
  text: name
    ? {
        en: `The ${name} of this machine was built without TLS`,
        zh: `本机的 ${name} 构建时未启用 TLS`,
      }
    : {
        en: 'The Redis and Valkey servers of this machine were built without TLS',
        zh: '本机的 Redis 与 Valkey 服务程序构建时均未启用 TLS',
      },
  cure: {
    en: 'Install the server of the distribution, which has it, or name the folder of one in dbaas.local.binaries',
    zh: '请安装发行版自带的服务程序(支持 TLS),或在 dbaas.local.binaries 中指定其目录',
  },
});
