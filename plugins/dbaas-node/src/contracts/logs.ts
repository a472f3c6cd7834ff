import { JsonObject } from '@backstage/types';
import {
  InstanceSpec,
  LogLevel,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';
import { Observed, PlatformResource } from './resource';

/**
 * Which log is read, and how much of it.
 *
 * @public
 */
export type LogRequest = {
  /** As `MemberStatus.name`. */
  member: string;
  /** Where it is, as {@link BindingLogs.source} said; its shape is the platform's. */
  source?: JsonObject;
  /** So many of the last lines to begin with. */
  lines: number;
  /** Whether to go on with what is added, until the signal ends it. */
  follow: boolean;
  /** What ran before the last restart; a platform that keeps both together says so. */
  previous: boolean;
  /** Ends it at once, whatever is waited for. */
  signal: AbortSignal;
};

/**
 * A line as the server wrote it, without its end.
 *
 * @public
 */
export type WrittenLine = {
  text: string;
  /** RFC 3339: when it was written, where the platform knows. */
  time?: string;
  /** It was longer than what is kept of a line. */
  cut?: boolean;
};

/**
 * Some lines in their order, or what the reader has to know between them: that
 * the log was emptied, that the member has gone or has begun again.
 *
 * @public
 */
export type LogChunk =
  | { type: 'lines'; lines: WrittenLine[] }
  | { type: 'notice'; reason: Reason };

/**
 * What a line says to people.
 *
 * @public
 */
export type ReadLine = { text: string; time?: string; level?: LogLevel };

/**
 * What a binding knows of its members' logs. Pure, as all of it.
 *
 * @public
 */
export type BindingLogs<R extends PlatformResource = PlatformResource> = {
  /** Where the platform finds the log; absent: it is found by the member's name. */
  source?(
    spec: InstanceSpec,
    resources: Observed<R>[],
    member: string,
  ): JsonObject | undefined;
  /**
   * Takes a line apart, whatever stands in it: a line of another shape comes
   * back as it is. Absent: lines are shown as they are written.
   */
  read?(line: string): ReadLine;
};
