import { JsonObject } from '@backstage/types';
import { LogLevel } from '@dbaas-portal/plugin-dbaas-common';
import {
  BindingLogs,
  KubernetesResource,
  objectAt,
  ReadLine,
  textAt,
} from '@dbaas-portal/plugin-dbaas-node';
import { levelOfSeverity } from '../../severity';

/** The container of the server; the operator may add others. */
const CONTAINER = 'postgres';
/** What a message of the server says besides, in the server's own words. */
const DETAILS = ['detail', 'hint', 'context', 'query', 'internal_query'];

const LEVELS: Record<string, LogLevel> = {
  trace: 'debug',
  debug: 'debug',
  info: 'info',
  warning: 'warning',
  error: 'error',
};

/** RFC 3339, of `2026-11-21 23:00:00.123 UTC` as well. */
function timeOf(written: string | undefined): string | undefined {
  const text = written?.replace(/^(\S+) (\S+) UTC$/, '$1T$2Z') ?? '';
  return /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/.test(text)
    ? text
    : undefined;
}

function parsed(line: string): JsonObject | undefined {
  try {
    return line.startsWith('{') ? objectAt(JSON.parse(line)) : undefined;
  } catch {
    return undefined; // Cut off, or somebody else's.
  }
}

/** A message of the server, which the operator wraps. */
function serverSays(record: JsonObject): ReadLine | undefined {
  const message = textAt(record.message);
  const severity = textAt(record.error_severity);
  if (message === undefined || severity === undefined) {
    return undefined;
  }
  const who = [textAt(record.user_name), textAt(record.database_name)];
  const whose = who.every(Boolean) ? `${who.join('@')} ` : '';
  const more = [...DETAILS, 'statement'].flatMap(name => {
    const text = textAt(record[name]);
    return text ? [`${name.toUpperCase()}:  ${text}`] : [];
  });
  const level = levelOfSeverity(severity);
  const time = timeOf(textAt(record.log_time));
  return {
    text: [`${whose}${severity}:  ${message}`, ...more].join(' | '),
    ...(time ? { time } : {}),
    ...(level ? { level } : {}),
  };
}

/** A line of JSON, of the operator's helper in the pod or of the server. */
export function readLine(line: string): ReadLine {
  const said = parsed(line);
  if (!said) {
    return { text: line };
  }
  const own = serverSays(objectAt(said.record));
  if (own) {
    return own;
  }
  const message = textAt(said.msg);
  if (message === undefined) {
    return { text: line };
  }
  const logger = textAt(said.logger);
  const error = textAt(said.error) ?? textAt(said.err);
  const level = LEVELS[textAt(said.level) ?? ''];
  const time = timeOf(textAt(said.ts));
  return {
    text: `${logger ? `[${logger}] ` : ''}${message}${
      error ? `: ${error}` : ''
    }`,
    ...(time ? { time } : {}),
    ...(level ? { level } : {}),
  };
}

export const logs: BindingLogs<KubernetesResource> = {
  // A member is a pod, and has its name.
  source: (_spec, _resources, member) => ({
    pod: member,
    container: CONTAINER,
  }),
  read: readLine,
};
