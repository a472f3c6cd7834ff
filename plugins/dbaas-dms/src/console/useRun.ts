import { useApi } from '@backstage/core-plugin-api';
import { dbaasApiRef } from '@dbaas-portal/plugin-dbaas-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { addFrame, endRun, Run, startRun } from './run';
import { newStatementId } from './statementId';

export type StatementInput = {
  statement: string;
  offset: number;
  database?: string;
  mode: 'read' | 'write';
  maxRows: number;
};

/** Frames may come by the hundred a second; a person sees no more than this. */
const SHOW_EVERY_MS = 80;

/** How long a cancelled statement may take to end before we stop listening. */
const CANCEL_GRACE_MS = 5_000;

/** Runs one statement at a time on an instance and shows it as it comes. */
export function useRun(uid: string, onEnd: (run: Run) => void) {
  const api = useApi(dbaasApiRef);
  const [shown, setShown] = useState<Run>();
  const current = useRef<{ run: Run; abort: AbortController }>();
  const onEndRef = useRef(onEnd);
  onEndRef.current = onEnd;

  // Whoever leaves the page waits for nothing any more: the server stops too.
  useEffect(() => () => current.current?.abort.abort(), [uid]);

  const run = useCallback(
    async ({ statement, offset, ...options }: StatementInput) => {
      if (current.current) return;
      const id = newStatementId();
      const active = {
        run: startRun({ id, statement, offset }),
        abort: new AbortController(),
      };
      current.current = active;
      setShown(active.run);
      let shownAt = 0;
      let failure: Error | undefined;
      try {
        const frames = api.runStatement(
          uid,
          { id, statement, ...options },
          { signal: active.abort.signal },
        );
        for await (const frame of frames) {
          active.run = addFrame(active.run, frame);
          if (Date.now() - shownAt > SHOW_EVERY_MS) {
            shownAt = Date.now();
            setShown(active.run);
          }
        }
      } catch (error) {
        failure = error instanceof Error ? error : new Error(String(error));
      }
      active.run = endRun(active.run, failure);
      current.current = undefined;
      if (!active.abort.signal.aborted || active.run.outcome === 'cancelled') {
        setShown(active.run);
        onEndRef.current(active.run);
      }
    },
    [api, uid],
  );

  const cancel = useCallback(async () => {
    const active = current.current;
    if (!active || active.run.cancelling) return;
    active.run = { ...active.run, cancelling: true };
    setShown(active.run);
    const timer = setTimeout(() => active.abort.abort(), CANCEL_GRACE_MS);
    active.abort.signal.addEventListener('abort', () => clearTimeout(timer));
    try {
      await api.cancelStatement(uid, active.run.id);
    } catch {
      // It may have ended by itself meanwhile; closing the stream also stops it.
      active.abort.abort();
    }
  }, [api, uid]);

  return { run: shown, start: run, cancel };
}
