import { useApi } from '@backstage/core-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import { SIGNAL_CHANNEL } from '@dbaas-portal/plugin-dbaas-common';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { DbaasApi, dbaasApiRef } from '../api/DbaasApi';
import { isAbortError } from '../api/errors';
import { backendSignals } from './backendSignals';
import { lastAnswers } from './lastAnswers';
import { PacedRead } from './PacedRead';

/** @public */
export type LiveQuery<T> = {
  /** The last good answer, also while it is read again or cannot be read. */
  data?: T;
  /** Why the last reading failed. */
  error?: Error;
  /** Nothing is there to show yet. */
  loading: boolean;
  /** It is being read, for the first time or again. */
  reloading: boolean;
  /** Reads it again now, e.g. after a change of one's own. */
  refresh: () => void;
};

/** @public */
export type LiveQueryOptions = {
  /** False while the answer cannot be asked for; the data is then left out. */
  enabled?: boolean;
  /**
   * False where each reading is recorded: it is read when it is opened and by
   * `refresh`, and not again by itself.
   */
  live?: boolean;
  /** How often to ask where signals are not there. */
  pollSeconds?: number;
};

type State<T> = { key: string; data?: T; error?: Error; reloading: boolean };

/**
 * Reads something of the dbaas backend and keeps it fresh: when a signal says
 * that something changed (debounced, with jitter, yet every few seconds while
 * signals never stop), when the tab is looked at again, and by polling only
 * where signals are not available. A hidden tab asks nothing. The old data
 * stays while it is read again, and is shown at once where the same key was
 * read before.
 *
 * @param key - tells readings apart: another key has other data
 * @public
 */
export function useLiveQuery<T>(
  key: string,
  load: (api: DbaasApi, options: { signal: AbortSignal }) => Promise<T>,
  options: LiveQueryOptions = {},
): LiveQuery<T> {
  const { enabled = true, live = true, pollSeconds = 15 } = options;
  const follows = enabled && live;
  const api = useApi(dbaasApiRef);
  const { lastSignal, isSignalsAvailable } = useSignal(SIGNAL_CHANNEL);
  const last = lastAnswers<T>(api);
  const [state, setState] = useState<State<T>>(() => ({
    key,
    data: last.get(key),
    reloading: enabled,
  }));
  const loadRef = useRef(load);
  loadRef.current = load;

  const reading = useMemo(
    () =>
      new PacedRead(signal => {
        setState(old =>
          old.key === key
            ? { ...old, reloading: true }
            : { key, data: last.get(key), reloading: true },
        );
        return loadRef
          .current(api, { signal })
          .then(data => {
            if (!signal.aborted) {
              last.keep(key, data);
              setState({ key, data, reloading: false });
            }
          })
          .catch((error: unknown) => {
            if (signal.aborted || isAbortError(error)) return;
            setState(old => ({
              key,
              data: old.key === key ? old.data : undefined,
              error: error instanceof Error ? error : new Error(String(error)),
              reloading: false,
            }));
          });
      }),
    [api, key, last],
  );

  useEffect(() => {
    if (!enabled) return undefined;
    reading.now();
    return () => reading.stop();
  }, [enabled, reading]);

  const knownSignal = useRef(lastSignal);
  useEffect(() => {
    if (lastSignal === knownSignal.current) return;
    knownSignal.current = lastSignal;
    if (follows) reading.changed();
  }, [follows, lastSignal, reading]);

  useEffect(() => {
    if (!follows) return undefined;
    const onVisible = () => {
      if (!document.hidden) reading.seen();
    };
    document.addEventListener('visibilitychange', onVisible);
    return () => document.removeEventListener('visibilitychange', onVisible);
  }, [follows, reading]);

  useEffect(() => {
    if (!follows) return undefined;
    let timer: ReturnType<typeof setInterval> | undefined;
    let left = false;
    backendSignals(api).then(offered => {
      if (left || (isSignalsAvailable && offered)) return;
      const period = pollSeconds * 1000 * (0.9 + Math.random() * 0.2);
      timer = setInterval(() => reading.again(), period);
    });
    return () => {
      left = true;
      clearInterval(timer);
    };
  }, [api, follows, isSignalsAvailable, pollSeconds, reading]);

  const refresh = useCallback(() => reading.now(), [reading]);
  const current: State<T> =
    state.key === key
      ? state
      : { key, data: last.get(key), reloading: enabled };
  return {
    data: enabled ? current.data : undefined,
    error: current.error,
    loading: enabled && !current.data && !current.error,
    reloading: current.reloading,
    refresh,
  };
}
