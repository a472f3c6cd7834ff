import { LogLevel } from '@dbaas-portal/plugin-dbaas-common';
import { ReadLine } from '@dbaas-portal/plugin-dbaas-node';

const LABEL =
  /^\d{4}-\d\d-\d\d\s+\d{1,2}:\d\d:\d\d \d+ \[(Note|Warning|ERROR)\] /;

const LEVELS: Record<string, LogLevel> = {
  Note: 'info',
  Warning: 'warning',
  ERROR: 'error',
};

/** A line of the server's error log. Its times are local ones: they stay in the text. */
export function readLine(line: string): ReadLine {
  const [, label] = LABEL.exec(line) ?? [];
  return label === undefined
    ? { text: line }
    : { text: line, level: LEVELS[label] };
}
