import { LogFrame } from '@dbaas-portal/plugin-dbaas-common';
import { Caller } from '../access/Caller';

export type LogQuery = {
  /** As the instance's status names it. */
  member: string;
  /** So many of the last lines; a page's worth where absent. */
  lines?: number;
  follow?: boolean;
  previous?: boolean;
};

/** What the members of an instance write about themselves. */
export interface LogService {
  read(
    uid: string,
    query: LogQuery,
    options: { signal: AbortSignal },
    caller: Caller,
  ): AsyncIterable<LogFrame>;
}
