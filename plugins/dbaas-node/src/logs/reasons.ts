import { Reason } from '@dbaas-portal/plugin-dbaas-common';

/**
 * What a reader of a log has to know between its lines: the same words for
 * every platform.
 *
 * @public
 */
export const logNotices = {
  nothingWritten: (member: string): Reason => ({
    code: 'log-empty',
    params: { member },
    text: {
      en: `${member} has not written anything yet`,
      zh: `${member} 尚未写入任何日志`,
    },
  }),
  emptied: (): Reason => ({
    code: 'log-emptied',
    text: {
      en: 'The log was full and begins anew here',
      zh: '日志已满,从此处重新开始',
    },
  }),
  gone: (member: string): Reason => ({
    code: 'log-gone',
    params: { member },
    text: {
      en: `${member} is not there any more`,
      zh: `${member} 已不存在`,
    },
  }),
  back: (member: string): Reason => ({
    code: 'log-back',
    params: { member },
    text: {
      en: `${member} is there again; its log begins anew`,
      zh: `${member} 已重新出现;日志从头开始`,
    },
  }),
  /** `how` is the platform's word, e.g. an exit code. */
  ended: (member: string, how: string): Reason => ({
    code: 'log-member-ended',
    params: { member, how },
    text: {
      en: `${member} has ended (${how})`,
      zh: `${member} 已结束(${how})`,
    },
  }),
  /** `why` is the platform's word, e.g. `CrashLoopBackOff`. */
  waiting: (member: string, why: string): Reason => ({
    code: 'log-member-waiting',
    params: { member, why },
    text: {
      en: `${member} has not begun to run (${why})`,
      zh: `${member} 尚未开始运行(${why})`,
    },
  }),
  begun: (member: string): Reason => ({
    code: 'log-member-begun',
    params: { member },
    text: {
      en: `${member} has been started again`,
      zh: `${member} 已重新启动`,
    },
  }),
  /** Where one log goes on over restarts. */
  keptTogether: (): Reason => ({
    code: 'log-kept-together',
    text: {
      en: 'What ran before the restart wrote into the same log: it stands further up',
      zh: '重启前的进程写入同一日志:内容在更上方',
    },
  }),
};
