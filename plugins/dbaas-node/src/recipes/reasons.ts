import { LocalizedText, Reason } from '@dbaas-portal/plugin-dbaas-common';

/**
 * Why an instance is not green: the same words for every engine and platform.
 *
 * @public
 */
export const statusReasons = {
  unreachable: (): Reason => ({
    code: 'location-unreachable',
    text: {
      en: 'Where it runs does not answer; nothing newer is known',
      zh: '其所在位置无响应;没有更新的信息',
    },
  }),
  nothingThere: (): Reason => ({
    code: 'nothing-there',
    text: { en: 'No member has been made yet', zh: '尚未创建任何成员' },
  }),
  stopped: (): Reason => ({
    code: 'stopped',
    text: { en: 'It is stopped', zh: '已停止' },
  }),
  noPrimary: (): Reason => ({
    code: 'no-primary',
    text: { en: 'No member takes writes', zh: '没有可写入的成员' },
  }),
  severalPrimaries: (members: string): Reason => ({
    code: 'several-primaries',
    params: { members },
    text: {
      en: `Several members take writes: ${members}`,
      zh: `多个成员同时可写:${members}`,
    },
    cure: {
      en: 'Stop the instance and ask the platform team which member holds the right data',
      zh: '请停止该实例,并请平台团队确认哪个成员的数据正确',
    },
  }),
  addressDown: (): Reason => ({
    code: 'address-down',
    text: { en: 'Its address takes no connections', zh: '访问地址不接受连接' },
  }),
  addressWrong: (member: string): Reason => ({
    code: 'address-wrong',
    params: { member },
    text: {
      en: `Its address leads to ${member}, which is not the primary`,
      zh: `访问地址指向 ${member},而它不是主节点`,
    },
  }),
  membersMissing: (there: number, wanted: number): Reason => ({
    code: 'members-missing',
    params: { there, wanted },
    text: {
      en: `${there} of ${wanted} members are there`,
      zh: `应有 ${wanted} 个成员,现有 ${there} 个`,
    },
  }),
  /** `state` is the process's or the pod's, as its platform calls it. */
  memberDown: (member: string, state: string): Reason => ({
    code: 'member-not-running',
    params: { member, state },
    text: {
      en: `${member} is not running (${state})`,
      zh: `${member} 未在运行(${state})`,
    },
  }),
  notListening: (member: string): Reason => ({
    code: 'member-not-listening',
    params: { member },
    text: {
      en: `${member} does not take connections yet`,
      zh: `${member} 尚未接受连接`,
    },
  }),
  notProbed: (member: string): Reason => ({
    code: 'member-not-probed',
    params: { member },
    text: {
      en: `${member} has not been asked yet`,
      zh: `尚未探测 ${member}`,
    },
  }),
  notFollowing: (member: string): Reason => ({
    code: 'replica-not-following',
    params: { member },
    text: {
      en: `${member} does not receive changes from the primary`,
      zh: `${member} 未从主节点接收变更`,
    },
  }),
  lagging: (member: string, seconds: number): Reason => ({
    code: 'replica-lags',
    params: { member, seconds },
    text: {
      en: `${member} is ${seconds} seconds behind`,
      zh: `${member} 落后 ${seconds} 秒`,
    },
  }),
};

/**
 * Why something is not offered: the same words for every engine.
 *
 * @public
 */
export const offerReasons = {
  isStopped: (): Reason => ({
    code: 'stopped',
    text: { en: 'The instance is stopped', zh: '实例已停止' },
    cure: { en: 'Start it first', zh: '请先启动' },
  }),
  isRunning: (): Reason => ({
    code: 'running',
    text: { en: 'The instance is running', zh: '实例正在运行' },
  }),
  /** `topologies` are the names of those that have more. */
  oneMember: (topologies: LocalizedText): Reason => ({
    code: 'one-member',
    text: {
      en: 'There is only one member; nothing to switch to',
      zh: '只有一个成员,无法切换',
    },
    cure: {
      en: `Ask for topology ${topologies.en}`,
      zh: `请选择${topologies.zh}拓扑`,
    },
  }),
  fixedMembers: (): Reason => ({
    code: 'fixed-members',
    text: {
      en: 'This topology has exactly one member',
      zh: '该拓扑只有一个成员',
    },
  }),
  noReadyReplica: (): Reason => ({
    code: 'no-ready-replica',
    text: {
      en: 'No replica is ready to take over',
      zh: '没有可接管的就绪副本',
    },
  }),
  /** For the platform of local processes. */
  notLocally: (what: LocalizedText): Reason => ({
    code: 'not-available-here',
    text: {
      en: `${what.en} of local instances are not part of this release`,
      zh: `本版本不包含本地实例的${what.zh}`,
    },
  }),
  /** For the platform of local processes, which has no walls. */
  noTerminalLocally: (): Reason => ({
    code: 'terminal-has-no-walls',
    text: {
      en: 'A shell there would be a shell of the portal’s own user on its machine',
      zh: '那里的 shell 会以门户自身的系统用户在其主机上运行',
    },
  }),
  /**
   * `install` names what brings it, e.g. a package; `command` is how to get
   * that package, where there is one way for most machines.
   */
  serverNotFound: (
    name: string,
    install: string,
    command?: string,
  ): Reason => ({
    code: 'binary-not-found',
    params: { name },
    text: {
      en: `${name} was not found on this machine`,
      zh: `本机未找到 ${name}`,
    },
    cure: {
      en: `Install ${install}, or name its folder in dbaas.local.binaries`,
      zh: `安装 ${install},或在 dbaas.local.binaries 中指定其目录`,
    },
    ...(command ? { command } : {}),
  }),
  builtWithoutTls: (name: string): Reason => ({
    code: 'built-without-tls',
    params: { name },
    text: {
      en: `${name} was built without TLS on this machine`,
      zh: `本机的 ${name} 构建时未启用 TLS`,
    },
    cure: {
      en: 'Install the server of the distribution, which has it, or name the folder of one in dbaas.local.binaries',
      zh: '请安装发行版自带的服务程序(支持 TLS),或在 dbaas.local.binaries 中指定其目录',
    },
  }),
};
