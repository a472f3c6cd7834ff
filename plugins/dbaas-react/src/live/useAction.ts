import { useCallback, useEffect, useRef, useState } from 'react';

/** @public */
export type Action<Args extends unknown[]> = {
  /** Resolves to whether it was done. */
  run: (...args: Args) => Promise<boolean>;
  busy: boolean;
  error?: Error;
  reset: () => void;
};

/**
 * A change that a person asks for: busy while it goes on, then done or an
 * error to show. A second call while one is going on does nothing.
 *
 * @public
 */
export function useAction<Args extends unknown[]>(
  perform: (...args: Args) => Promise<unknown>,
): Action<Args> {
  const [state, setState] = useState<{ busy: boolean; error?: Error }>({
    busy: false,
  });
  const performRef = useRef(perform);
  performRef.current = perform;
  const busy = useRef(false);
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  const run = useCallback(async (...args: Args) => {
    if (busy.current) return false;
    busy.current = true;
    setState({ busy: true });
    try {
      await performRef.current(...args);
      if (mounted.current) setState({ busy: false });
      return true;
    } catch (error) {
      if (mounted.current) {
        setState({
          busy: false,
          error: error instanceof Error ? error : new Error(String(error)),
        });
      }
      return false;
    } finally {
      busy.current = false;
    }
  }, []);

  const reset = useCallback(() => setState({ busy: false }), []);
  return { run, busy: state.busy, error: state.error, reset };
}
