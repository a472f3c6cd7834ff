import { Reason } from '@dbaas-portal/plugin-dbaas-common';

/** Why something is as it is, as far as only this operator's MariaDB says it. */
export const reasons = {
  /** The operator sets it when a replica begins to follow, and not again. */
  replicaTakesWrites: (member: string): Reason => ({
    code: 'replica-takes-writes',
    params: { member },
    text: {
      en: `${member} is a replica that would take writes: it has restarted by itself since it began to follow`,
      zh: `副本 ${member} 当前可写:它在开始复制后曾自行重启`,
    },
    cure: {
      en: 'Restart the instance here: the portal then closes its replicas to writes again. Until then, write through the read-write address only',
      zh: '请在此处重启实例:门户会重新将副本设为只读。在此之前请仅通过读写地址写入',
    },
  }),
  operatorReports: (message: string): Reason => ({
    code: 'operator-reports',
    params: { message },
    text: {
      en: `The operator reports: ${message}`,
      zh: `Operator 报告:${message}`,
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
  notHereYet: (): Reason => ({
    code: 'not-available-here',
    text: {
      en: 'Not offered yet for databases in clusters',
      zh: '尚未对集群中的数据库提供',
    },
  }),
};
