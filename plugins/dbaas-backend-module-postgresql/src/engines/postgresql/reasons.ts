import { Reason } from '@dbaas-portal/plugin-dbaas-common';

/** Why something is as it is, in the words of people. */
export const reasons = {
  serverNotFound: (version?: string): Reason => ({
    code: 'binary-not-found',
    params: { program: 'postgres', ...(version ? { version } : {}) },
    text: version
      ? {
          en: `No PostgreSQL ${version} was found on this machine`,
          zh: `此机器上未找到 PostgreSQL ${version}`,
        }
      : {
          en: 'No PostgreSQL server was found on this machine',
          zh: '此机器上未找到 PostgreSQL 服务器',
        },
    cure: {
      en: `Install the package postgresql-${
        version ?? '18'
      }, or name a folder with its programs in dbaas.local.binaries`,
      zh: `请安装软件包 postgresql-${
        version ?? '18'
      },或在 dbaas.local.binaries 中指定其程序所在的文件夹`,
    },
  }),
  builtWithoutTls: (version?: string): Reason => ({
    code: 'built-without-tls',
    params: version ? { version } : {},
    text: version
      ? {
          en: `The PostgreSQL ${version} of this machine was built without TLS`,
          zh: `此机器上的 PostgreSQL ${version} 构建时未启用 TLS`,
        }
      : {
          en: 'The PostgreSQL servers of this machine were built without TLS',
          zh: '此机器上的 PostgreSQL 服务器构建时均未启用 TLS',
        },
    cure: {
      en: `Install the package postgresql-${
        version ?? '18'
      } of the distribution, which has it`,
      zh: `请安装发行版自带的软件包 postgresql-${version ?? '18'},它支持 TLS`,
    },
  }),
  nodeNotReachable: (): Reason => ({
    code: 'node-not-reachable',
    text: {
      en: 'The user that servers run as cannot run the portal’s Node.js, which replicas need',
      zh: '运行服务器的用户无法执行门户所用的 Node.js,而副本需要它',
    },
    cure: {
      en: 'Install Node.js where every user can run it, e.g. in /usr/local/bin',
      zh: '请将 Node.js 安装在所有用户均可执行的位置,例如 /usr/local/bin',
    },
  }),
  unreachable: (): Reason => ({
    code: 'location-unreachable',
    text: {
      en: 'This machine does not answer; nothing newer is known',
      zh: '该机器无响应;没有更新的信息',
    },
  }),
  stopped: (): Reason => ({
    code: 'stopped',
    text: { en: 'It is stopped', zh: '已停止' },
  }),
  nothingThere: (): Reason => ({
    code: 'nothing-there',
    text: { en: 'No member has been made yet', zh: '尚未创建任何成员' },
  }),
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
  noPrimary: (): Reason => ({
    code: 'no-primary',
    text: {
      en: 'No member takes writes',
      zh: '没有可写入的成员',
    },
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
  notStreaming: (member: string): Reason => ({
    code: 'replica-not-streaming',
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
  wrongRole: (member: string): Reason => ({
    code: 'member-wrong-role',
    params: { member },
    text: {
      en: `${member} has not the role that the address expects`,
      zh: `${member} 的角色与访问地址的预期不符`,
    },
  }),
  membersMissing: (have: number, want: number): Reason => ({
    code: 'members-missing',
    params: { have, want },
    text: {
      en: `${have} of ${want} members are there`,
      zh: `${want} 个成员中只有 ${have} 个`,
    },
  }),
  memberFailed: (member: string, log: string): Reason => ({
    code: 'member-failed',
    params: { member },
    text: {
      en: `${member} does not stay up: ${log}`,
      zh: `${member} 无法保持运行:${log}`,
    },
    cure: {
      en: 'Clean up, which leads back to the settings before',
      zh: '执行清理以恢复到之前的设置',
    },
  }),
  oneMemberOnly: (): Reason => ({
    code: 'needs-replicas',
    text: {
      en: 'A single server has no replicas to switch to or to add',
      zh: '单节点没有可切换或可增减的副本',
    },
    cure: {
      en: 'Request an instance with the topology “Primary and replicas”',
      zh: '请申请“一主多从”拓扑的实例',
    },
  }),
  noSuchReplica: (member: string): Reason => ({
    code: 'no-such-replica',
    params: { member },
    text: {
      en: `${member} is no replica that could take over now`,
      zh: `${member} 不是当前可接管的副本`,
    },
  }),
  noReadyReplica: (): Reason => ({
    code: 'no-ready-replica',
    text: {
      en: 'No replica is ready to take over',
      zh: '没有可接管的就绪副本',
    },
  }),
  primaryNotReady: (): Reason => ({
    code: 'primary-not-ready',
    text: {
      en: 'The primary does not answer, so it cannot hand over without loss',
      zh: '主节点无响应,无法无损切换',
    },
  }),
  cannotUndo: (): Reason => ({
    code: 'cannot-undo',
    text: {
      en: 'What was dropped cannot be brought back; retry to finish it',
      zh: '已删除的内容无法恢复;请重试以完成操作',
    },
  }),
  notHereYet: (en: string, zh: string): Reason => ({
    code: 'not-available-here',
    text: { en, zh },
  }),
};
