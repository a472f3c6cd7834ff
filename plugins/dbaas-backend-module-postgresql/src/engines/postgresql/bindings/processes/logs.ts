import { ReadLine } from '@dbaas-portal/plugin-dbaas-node';
import { levelOfSeverity } from '../../severity';

/** By the `log_line_prefix` and the `log_timezone` that `config.ts` sets. */
const LINE =
  /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d\.\d{3}) UTC (\[\d+\] .*?([A-Z]+[1-5]?): {2}.*)$/;

export function readLine(line: string): ReadLine {
  const [, day, clock, text, severity] = LINE.exec(line) ?? [];
  if (text === undefined) {
    return { text: line };
  }
  const level = levelOfSeverity(severity);
  return { text, time: `${day}T${clock}Z`, ...(level ? { level } : {}) };
}
