import { useApi } from '@backstage/core-plugin-api';
import { InstancePreview } from '@dbaas-portal/plugin-dbaas-common';
import {
  DbaasApi,
  dbaasApiRef,
  isAbortError,
} from '@dbaas-portal/plugin-dbaas-react';
import { useEffect, useRef, useState } from 'react';

const DEBOUNCE_MS = 400;

export type Preview = {
  /** What the backend said of the last input it was asked about. */
  preview?: InstancePreview;
  /** Something was typed that the backend has not looked at yet. */
  pending: boolean;
  error?: Error;
};

/**
 * Asks the backend what an input would do, after one stops typing. `key` is
 * the input as text; nothing is asked while it is undefined.
 */
export function usePreview(
  key: string | undefined,
  ask: (
    api: DbaasApi,
    options: { signal: AbortSignal },
  ) => Promise<InstancePreview>,
): Preview {
  const api = useApi(dbaasApiRef);
  const askRef = useRef(ask);
  askRef.current = ask;
  const [state, setState] = useState<{
    key?: string;
    preview?: InstancePreview;
    error?: Error;
  }>({});

  useEffect(() => {
    if (key === undefined) return undefined;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      askRef.current(api, { signal: controller.signal }).then(
        preview => {
          if (!controller.signal.aborted) setState({ key, preview });
        },
        (error: unknown) => {
          if (controller.signal.aborted || isAbortError(error)) return;
          setState(old => ({
            key,
            preview: old.preview,
            error: error instanceof Error ? error : new Error(String(error)),
          }));
        },
      );
    }, DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [api, key]);

  return {
    preview: key === undefined ? undefined : state.preview,
    pending: key !== undefined && state.key !== key,
    error: state.key === key ? state.error : undefined,
  };
}
