import { LogLevel } from '@dbaas-portal/plugin-dbaas-common';
import { ReadLine } from '@dbaas-portal/plugin-dbaas-node';

const MARK =
  /^\d+:[A-Z] \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d\.\d{3} ([.\-*#]) /;

const LEVELS: Record<string, LogLevel> = {
  '.': 'debug',
  '-': 'debug',
  '*': 'info',
  '#': 'warning',
};

/** A line of the server. Its times are local ones: they stay in the text. */
export function readLine(line: string): ReadLine {
  const [, mark] = MARK.exec(line) ?? [];
  return mark === undefined
    ? { text: line }
    : { text: line, level: LEVELS[mark] };
}
