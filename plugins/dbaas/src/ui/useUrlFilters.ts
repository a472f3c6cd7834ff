import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/**
 * Filters that live in the URL, so that a view can be shared and the back
 * button works. Lists repeat their key.
 */
export function useUrlFilters<List extends string, Single extends string>(
  lists: readonly List[],
  singles: readonly Single[],
) {
  const [params, setParams] = useSearchParams();
  const text = params.toString();

  const filters = useMemo(() => {
    const read = new URLSearchParams(text);
    return {
      list: (key: List) => read.getAll(key),
      single: (key: Single) => read.get(key) ?? '',
      active:
        lists.some(key => read.has(key)) || singles.some(key => read.get(key)),
    };
  }, [text, lists, singles]);

  const set = useCallback(
    (key: string, value: string | string[]) =>
      setParams(
        old => {
          const next = new URLSearchParams(old);
          next.delete(key);
          for (const entry of Array.isArray(value) ? value : [value]) {
            if (entry !== '') next.append(key, entry);
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );

  const clear = useCallback(
    () =>
      setParams(
        old => {
          const next = new URLSearchParams(old);
          for (const key of [...lists, ...singles]) next.delete(key);
          return next;
        },
        { replace: true },
      ),
    [setParams, lists, singles],
  );

  return { ...filters, key: text, set, clear };
}
