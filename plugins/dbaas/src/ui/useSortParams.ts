import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Sets column and direction in the URL; the same column again turns it. */
export function useSortParams(current: { sort: string; order: string }) {
  const [, setParams] = useSearchParams();
  const { sort, order } = current;
  return useCallback(
    (column: string) =>
      setParams(
        old => {
          const next = new URLSearchParams(old);
          next.set('sort', column);
          next.set(
            'order',
            column === sort && order === 'asc' ? 'desc' : 'asc',
          );
          return next;
        },
        { replace: true },
      ),
    [setParams, sort, order],
  );
}
