import { Reason } from '@dbaas-portal/plugin-dbaas-common';

export const noServer = (name: string, program: string): Reason => ({
  code: 'server-not-found',
  params: { program },
  text: {
    en: `No ${name} server was found on this machine`,
    zh: `本机未找到 ${name} 服务程序`,
  },
  cure: {
    en: `Install ${program}, or name its folder in dbaas.local.binaries`,
    zh: `安装 ${program},或在 dbaas.local.binaries 中指定其目录`,
  },
});

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
    en: 'Ask for topology “Primary and replicas”',
    zh: '请选择“一主多从”拓扑',
  },
};

export const fixedMembers: Reason = {
  code: 'fixed-members',
  text: {
    en: 'This topology has exactly one member',
    zh: '该拓扑只有一个成员',
  },
};

export const notBuiltYet = (what: { en: string; zh: string }): Reason => ({
  code: 'not-there-yet',
  text: {
    en: `${what.en} of local instances are not part of this release`,
    zh: `本版本不包含本地实例的${what.zh}`,
  },
});

export const notLinked = (member: string): Reason => ({
  code: 'replica-not-linked',
  params: { member },
  text: {
    en: `${member} does not follow the primary`,
    zh: `${member} 未跟随主节点`,
  },
});

export const noReplica: Reason = {
  code: 'no-replica',
  text: {
    en: 'No replica is ready to take over',
    zh: '没有可接管的副本',
  },
};

export const noTls = (name: string): Reason => ({
  code: 'tls-not-offered',
  params: { engine: name },
  text: {
    en: `Connections to local ${name} are not encrypted in this release; they never leave this machine`,
    zh: `本版本的本地 ${name} 连接不加密;连接不会离开本机`,
  },
});
