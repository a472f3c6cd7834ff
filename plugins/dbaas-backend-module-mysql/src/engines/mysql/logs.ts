import { LogLevel } from '@dbaas-portal/plugin-dbaas-common';
import { ReadLine } from '@dbaas-portal/plugin-dbaas-node';

const LINE =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)\s+(\d+ \[(System|Note|Warning|ERROR)\] .*)$/;

const LEVELS: Record<string, LogLevel> = {
  System: 'info',
  Note: 'info',
  Warning: 'warning',
  ERROR: 'error',
};

/** A line of the server's error log, whose times are in UTC. */
export function readLine(line: string): ReadLine {
  const [, time, text, label] = LINE.exec(line) ?? [];
  return text === undefined
    ? { text: line }
    : { text, time, level: LEVELS[label] };
}
