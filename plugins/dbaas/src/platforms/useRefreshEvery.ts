import { useEffect } from 'react';

/**
 * Reads again from time to time: what happens to nodes and storage changes no
 * database, so no signal tells of it. A hidden tab asks nothing.
 */
export function useRefreshEvery(seconds: number, refresh: () => void): void {
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) refresh();
    }, seconds * 1000);
    return () => clearInterval(timer);
  }, [seconds, refresh]);
}
