import fs from 'node:fs/promises';
import path from 'node:path';
import { LocalCommand } from '@dbaas-portal/plugin-dbaas-node';
import { LocalError } from '../LocalError';
import { killGroup } from './leftovers';
import { boundLog } from './logFile';
import { Launch, spawnProcess } from './spawnProcess';

const BOUND_LOG_MS = 10_000;

export type CommandRun = {
  launch: Launch;
  timeoutSeconds: LocalCommand['timeoutSeconds'];
  /** Where the process is noted while it runs. */
  stateFile: string;
  signal?: AbortSignal;
};

/**
 * Runs a program to its end and returns its exit code. When the time is over
 * or the step is aborted, the program and what it started are killed.
 */
export async function runCommand(run: CommandRun): Promise<number> {
  const program = path.basename(run.launch.program);
  throwIfAborted(run.signal, program);
  await fs.rm(run.launch.log, { force: true });
  const { child, identity } = await spawnProcess(run.launch);
  const exit = new Promise<number>(resolve => {
    if (child.exitCode !== null) {
      resolve(child.exitCode);
    }
    child.once('exit', (code, name) => resolve(code ?? (name ? 128 : 1)));
  });
  const kill = () => killGroup(identity);
  try {
    const noted = JSON.stringify(identity);
    await fs.writeFile(run.stateFile, noted, { mode: 0o600 });
  } catch (error) {
    kill(); // What nobody could find again must not go on, e.g. on a full disk.
    await exit;
    throw error;
  }
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    kill();
  }, run.timeoutSeconds * 1000);
  const bounding = setInterval(
    () => void boundLog(run.launch.log).catch(() => {}),
    BOUND_LOG_MS,
  );
  run.signal?.addEventListener('abort', kill, { once: true });
  if (run.signal?.aborted) {
    kill(); // It came while the program was being started.
  }
  try {
    const code = await exit;
    throwIfAborted(run.signal, program);
    if (timedOut) {
      throw new LocalError(
        'program-timed-out',
        {
          en: `${program} did not end within ${run.timeoutSeconds} seconds`,
          zh: `${program} 未在 ${run.timeoutSeconds} 秒内结束`,
        },
        { params: { program, seconds: run.timeoutSeconds } },
      );
    }
    return code;
  } finally {
    clearTimeout(timer);
    clearInterval(bounding);
    run.signal?.removeEventListener('abort', kill);
    await fs.rm(run.stateFile, { force: true });
    await fs.rm(`${run.launch.log}.1`, { force: true });
  }
}

export function throwIfAborted(signal: AbortSignal | undefined, what: string) {
  if (signal?.aborted) {
    throw new LocalError('aborted', {
      en: `${what} was interrupted`,
      zh: `${what} 被中断`,
    });
  }
}
