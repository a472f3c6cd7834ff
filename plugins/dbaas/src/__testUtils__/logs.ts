import { LogFrame } from '@dbaas-portal/plugin-dbaas-common';
import { LogQuery } from '@dbaas-portal/plugin-dbaas-react';

const LEVELS = ['info', 'info', 'info', 'warning', 'error', 'debug'] as const;

function lineOf(n: number) {
  const level = LEVELS[n % LEVELS.length];
  const text = `[${77 + (n % 3)}] message ${n} of the sample`;
  const time = new Date(Date.UTC(2026, 0, 1) + n * 1700).toISOString();
  return { text, time, level, raw: `${time} ${level} ${text}` };
}

/** A log that goes on, a line a second, as long as somebody follows it. */
export async function* sampleLog(
  { lines = 500, follow, previous }: LogQuery,
  signal?: AbortSignal,
): AsyncGenerator<LogFrame> {
  let n = Math.max(0, 1200 - lines);
  yield {
    type: 'lines',
    lines: Array.from({ length: 1200 - n }, (_, at) => lineOf(n + at)),
  };
  n = 1200;
  while (follow && !previous && !signal?.aborted) {
    await new Promise(resolve => setTimeout(resolve, 1000));
    yield { type: 'lines', lines: [lineOf(n)] };
    n += 1;
  }
  yield { type: 'end' };
}
