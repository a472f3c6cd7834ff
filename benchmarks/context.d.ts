import type * as processes from '../tools/launcher/processes';

/** What the harness gives a benchmark. */
export interface Context {
  root: string;
  work: string;
  freePort(): Promise<number>;
  median(values: number[]): number;
  percentile(values: number[], share: number): number;
  statusOf(url: string): Promise<number>;
  start: typeof processes.start;
  run: typeof processes.run;
  stop: typeof processes.stop;
  say(text: string): void;
}
