import fs from 'node:fs/promises';
import {
  LogChunk,
  logNotices,
  LogRequest,
} from '@dbaas-portal/plugin-dbaas-node';
import { Layout } from '../layout';
import { LocalError } from '../LocalError';
import { LogFile } from './LogFile';

function isElsewhere(member: string): LocalError {
  return new LocalError(
    'log-elsewhere',
    {
      en: `The log of ${member} is on the machine that runs it, and this backend is not there`,
      zh: `${member} 的日志位于运行它的机器上,而当前后端不在该机器上`,
    },
    {
      params: { member },
      cure: {
        en: 'Try again: another backend of the portal may answer. For good, let one backend alone run local databases',
        zh: '请重试:可能由门户的其他后端应答。长期而言,请只让一个后端运行本地数据库',
      },
    },
  );
}

/**
 * Whatever backend has the files can read them; where they are not, they may
 * not have been written yet, or the servers run on another machine.
 */
export async function* readMemberLog(
  layout: Layout,
  uid: string,
  request: LogRequest,
  isLeading: boolean,
): AsyncGenerator<LogChunk> {
  const { member, previous } = request;
  const file = layout.log(uid, member);
  const isThere = await fs.access(file).then(
    () => true,
    () => false,
  );
  if (!isThere && !isLeading) {
    throw isElsewhere(member);
  }
  if (previous) {
    yield { type: 'notice', reason: logNotices.keptTogether() };
  }
  yield* new LogFile(file, request).read();
}
