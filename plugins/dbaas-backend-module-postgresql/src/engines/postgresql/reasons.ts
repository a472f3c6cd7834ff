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
