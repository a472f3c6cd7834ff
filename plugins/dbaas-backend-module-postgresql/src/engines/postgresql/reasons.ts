import { Reason } from '@dbaas-portal/plugin-dbaas-common';
import { offerReasons } from '@dbaas-portal/plugin-dbaas-node';

/** Why something is as it is, as far as only PostgreSQL says it. */
export const reasons = {
  serverNotFound: (version?: string): Reason =>
    offerReasons.serverNotFound(
      version ? `PostgreSQL ${version}` : 'PostgreSQL',
      `postgresql-${version ?? '18'}`,
      `sudo apt-get install postgresql-${version ?? '18'}`,
    ),
  builtWithoutTls: (version?: string): Reason =>
    offerReasons.builtWithoutTls(
      version ? `PostgreSQL ${version}` : 'PostgreSQL',
    ),
  oneMember: (): Reason =>
    offerReasons.oneMember({ en: '“Primary and replicas”', zh: '“一主多从”' }),
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
  noSuchReplica: (member: string): Reason => ({
    code: 'no-such-replica',
    params: { member },
    text: {
      en: `${member} is no replica that could take over now`,
      zh: `${member} 不是当前可接管的副本`,
    },
  }),
  newestRelease: (release: string): Reason => ({
    code: 'newest-release',
    params: { release },
    text: {
      en: `${release} is the newest release that is offered here`,
      zh: `${release} 已是此处提供的最新版本`,
    },
  }),
  noSuchMember: (member: string): Reason => ({
    code: 'no-such-member',
    params: { member },
    text: {
      en: `${member} is not a member that answers now`,
      zh: `${member} 不是当前可用的成员`,
    },
  }),
  nodeNotKept: (member: string, node: string): Reason => ({
    code: 'node-not-kept',
    params: { member, node },
    text: {
      en: `${member} was made on ${node}, but did not stay there; nothing was taken away`,
      zh: `${member} 曾创建在 ${node} 上,但未能留在该节点;未移除任何成员`,
    },
    cure: {
      en: 'Clean up; use a storage class whose volumes belong to a node',
      zh: '请清理;并使用存储卷绑定节点的存储类',
    },
  }),
  becamePrimary: (member: string): Reason => ({
    code: 'became-primary',
    params: { member },
    text: {
      en: `${member} is the primary now; it is not removed`,
      zh: `${member} 现为主节点,不会被移除`,
    },
    cure: {
      en: 'Move or switch over again when all members serve',
      zh: '请在所有成员就绪后重新迁移或切换',
    },
  }),
  tooFewCopies: (copies: number): Reason => ({
    code: 'too-few-copies',
    params: { copies },
    text: {
      en: `Only ${copies} other members are ready; nothing was removed`,
      zh: `仅有 ${copies} 个其他成员就绪;未移除任何成员`,
    },
    cure: {
      en: 'Wait until the others serve, then ask for it again',
      zh: '请等待其他成员就绪后重新发起',
    },
  }),
  memberStays: (member: string): Reason => ({
    code: 'member-stays',
    params: { member },
    text: {
      en: `${member} does not end: its node does not answer`,
      zh: `${member} 无法结束:其节点无响应`,
    },
    cure: {
      en: 'Bring the node back, or remove it from the cluster; then retry',
      zh: '请恢复该节点,或将其从集群中移除;然后重试',
    },
  }),
  newMemberLost: (): Reason => ({
    code: 'new-member-lost',
    text: {
      en: 'The new member did not stay with the cluster',
      zh: '新成员未能保留在集群中',
    },
    cure: { en: 'Move the member again', zh: '请重新迁移该成员' },
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
