import { Reason } from '@dbaas-portal/plugin-dbaas-common';
import { MemberProbe } from '@dbaas-portal/plugin-dbaas-node';

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

/** Why a replica is none to rely on, if so. */
export const troubleOfReplica = ({
  member,
  probe,
}: MemberProbe & { ok: true }): Reason | undefined =>
  probe.facts.linked === true ? undefined : notLinked(member);

export const isJoining = (member: string): Reason => ({
  code: 'member-joining',
  params: { member },
  text: {
    en: `${member} joins the group and fetches what it lacks`,
    zh: `${member} 正在加入复制组并同步数据`,
  },
});

export const notInGroup = (member: string, state: string): Reason => ({
  code: 'member-not-in-group',
  params: { member, state },
  text: {
    en: `${member} runs, but is not in the group (${state})`,
    zh: `${member} 在运行,但不在复制组中(${state})`,
  },
  cure: {
    en: `It joins by itself within two minutes of its start; if not, restart ${member}`,
    zh: `启动后两分钟内会自动加入;否则请重启 ${member}`,
  },
});

export const noQuorum = (
  member: string,
  present: number,
  known: number,
): Reason => ({
  code: 'no-quorum',
  params: { member, present, known },
  text: {
    en: `${member} sees ${present} of ${known} members: too few to decide on a write`,
    zh: `${member} 仅能看到 ${known} 个成员中的 ${present} 个,不足以提交写入`,
  },
});

export const groupEnded: Reason = {
  code: 'group-ended',
  text: {
    en: 'No majority of the members is in the group, so it takes no writes',
    zh: '复制组中的成员不足多数,无法写入',
  },
  cure: {
    en: 'If members that just restarted do not bring it back, restart the instance: the group begins anew from the member that has every transaction',
    zh: '若刚重启的成员未能使其恢复,请重启实例:复制组将从拥有全部事务的成员重新引导',
  },
};

export const noReplica: Reason = {
  code: 'no-replica',
  text: {
    en: 'No replica is ready to take over',
    zh: '没有可接管的副本',
  },
};
