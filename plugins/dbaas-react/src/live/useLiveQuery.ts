import { useApi } from '@backstage/core-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import { SIGNAL_CHANNEL } from '@dbaas-portal/plugin-dbaas-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { DbaasApi, dbaasApiRef } from '../api/DbaasApi';
import { isAbortError } from '../api/errors';
import { backendSignals } from './backendSignals';
import { lastAnswers } from './lastAnswers';

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
  /** How often to ask where signals are not there. */
  pollSeconds?: number;
};

type State<T> = { key: string; data?: T; error?: Error; reloading: boolean };

/**
 * Signals come in bursts, and to everybody at once. The delay is one for the
 * page: what several parts of it read is then asked for at the same moment,
 * and shared; another browser has another one.
 */
const DELAY_MS = 250 + Math.random() * 750;

/**
 * Reads something of the dbaas backend and keeps it fresh: when a signal says
 * that something changed (debounced, with jitter), when the tab is looked at
 * again, and by polling only where signals are not available. A hidden tab
 * asks nothing. The old data stays while it is read again, and is shown at once
 * where the same key was read before.
 *
 * @param key - tells readings apart: another key has other data
 * @public
 */
export function useLiveQuery<T>(
  key: string,
  load: (api: DbaasApi, options: { signal: AbortSignal }) => Promise<T>,
  options: LiveQueryOptions = {},
): LiveQuery<T> {
  const { enabled = true, pollSeconds = 15 } = options;
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
  const running = useRef<AbortController>();
  // A change while the tab was hidden is caught up with when it is seen again.
  const missed = useRef(false);

  const run = useCallback(() => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    missed.current = false;
    setState(old =>
      old.key === key
        ? { ...old, reloading: true }
        : { key, data: last.get(key), reloading: true },
    );
    loadRef
      .current(api, { signal: controller.signal })
      .then(data => {
        if (!controller.signal.aborted) {
          last.keep(key, data);
          setState({ key, data, reloading: false });
        }
      })
      .catch((error: unknown) => {
        if (controller.signal.aborted || isAbortError(error)) return;
        setState(old => ({
          key,
          data: old.key === key ? old.data : undefined,
          error: error instanceof Error ? error : new Error(String(error)),
          reloading: false,
        }));
      });
  }, [api, key, last]);

  useEffect(() => {
    if (!enabled) return undefined;
    run();
    return () => running.current?.abort();
  }, [enabled, run]);

  const firstSignal = useRef(lastSignal);
  useEffect(() => {
    if (!enabled || lastSignal === firstSignal.current) return undefined;
    if (document.hidden) {
      missed.current = true;
      return undefined;
    }
    const timer = setTimeout(run, DELAY_MS);
    return () => clearTimeout(timer);
  }, [enabled, lastSignal, run]);

  useEffect(() => {
    if (!enabled) return undefined;
    const onVisible = () => {
      if (!document.hidden && missed.current) run();
    };
    document.addEventListener('visibilitychange', onVisible);
    return () => document.removeEventListener('visibilitychange', onVisible);
  }, [enabled, run]);

  useEffect(() => {
    if (!enabled) return undefined;
    let timer: ReturnType<typeof setInterval> | undefined;
    let left = false;
    backendSignals(api).then(offered => {
      if (left || (isSignalsAvailable && offered)) return;
      const period = pollSeconds * 1000 * (0.9 + Math.random() * 0.2);
      timer = setInterval(() => {
        if (document.hidden) missed.current = true;
        else run();
      }, period);
    });
    return () => {
      left = true;
      clearInterval(timer);
    };
  }, [api, enabled, isSignalsAvailable, pollSeconds, run]);

  const current: State<T> =
    state.key === key
      ? state
      : { key, data: last.get(key), reloading: enabled };
  return {
    data: enabled ? current.data : undefined,
    error: current.error,
    loading: enabled && !current.data && !current.error,
    reloading: current.reloading,
    refresh: run,
  };
}
