import { useApi } from '@backstage/core-plugin-api';
import { LogFrame } from '@dbaas-portal/plugin-dbaas-common';
import {
  dbaasApiRef,
  LogQuery,
  readDbaasError,
} from '@dbaas-portal/plugin-dbaas-react';
import { useCallback, useEffect, useState } from 'react';
import { addFrames, NO_ROWS, reconnected, Rows } from './rows';

/** Lines may come by the thousand a second; a person sees no more than this. */
const SHOW_EVERY_MS = 100;
/** More lines at a time than a screen reader can read out. */
const FAST = 5;
const FIRST_PAUSE_MS = 1000;
const MAX_PAUSE_MS = 30_000;
const MAX_TRIES = 10;

export type LogStatus =
  | 'opening'
  | 'following'
  | 'ended'
  | 'reconnecting'
  | 'failed';

type Shown = {
  rows: Rows;
  status: LogStatus;
  /** Why nothing could be read. */
  error?: Error;
  /** Whether lines come faster than they can be read out. */
  fast: boolean;
};

const OPENING: Shown = { rows: NO_ROWS, status: 'opening', fast: true };

/** What was asked for is wrong or not allowed: the same again is no help. */
function isFinal(error: unknown): boolean {
  const { status } = readDbaasError(error);
  return (
    status !== undefined && status >= 400 && status < 500 && status !== 429
  );
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/**
 * Reads a log and, if asked, goes on with it; after a cut it connects again
 * and shows the last lines anew, so that none is shown twice.
 */
export function useLog(uid: string, query: Required<LogQuery>) {
  const api = useApi(dbaasApiRef);
  const [shown, setShown] = useState(OPENING);
  const [turn, setTurn] = useState(0);
  const { member, lines, follow, previous } = query;

  useEffect(() => {
    const abort = new AbortController();
    const { signal } = abort;
    let rows = NO_ROWS;
    let waiting: LogFrame[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;

    const show = (next: Omit<Shown, 'rows' | 'fast'>) => {
      clearTimeout(timer);
      timer = undefined;
      const before = rows.count;
      rows = addFrames(rows, waiting);
      waiting = [];
      if (!signal.aborted) {
        setShown({ ...next, rows, fast: rows.count - before > FAST });
      }
    };
    const take = (frame: LogFrame) => {
      waiting.push(frame);
      timer ??= setTimeout(
        () => show({ status: follow ? 'following' : 'opening' }),
        SHOW_EVERY_MS,
      );
    };

    /** Reads until its end; true where the log itself has ended. */
    const read = async (isAgain: boolean): Promise<boolean> => {
      let isFirst = true;
      const frames = api.readLogs(
        uid,
        { member, lines, follow, previous },
        { signal },
      );
      for await (const frame of frames) {
        if (isFirst && isAgain) rows = reconnected(rows);
        isFirst = false;
        take(frame);
        if (frame.type === 'end') return true;
        if (frame.type === 'error') return !follow;
      }
      return false;
    };

    const run = async () => {
      setShown(OPENING);
      for (let tries = 0; !signal.aborted; ) {
        const before = rows.count;
        let error: Error | undefined;
        try {
          if (await read(before > 0 || tries > 0)) {
            show({ status: 'ended' });
            return;
          }
        } catch (caught) {
          error = caught instanceof Error ? caught : new Error(String(caught));
        }
        const isNew = rows.count + waiting.length > before;
        tries = isNew ? 1 : tries + 1;
        if (!follow || tries > MAX_TRIES || (error && isFinal(error))) {
          show({ status: 'failed', error });
          return;
        }
        show({ status: 'reconnecting' });
        await pause(
          Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1)),
          signal,
        );
      }
    };
    run();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [api, uid, member, lines, follow, previous, turn]);

  return { ...shown, again: useCallback(() => setTurn(n => n + 1), []) };
}
