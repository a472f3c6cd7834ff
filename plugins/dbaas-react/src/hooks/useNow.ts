import { useEffect, useState } from 'react';

type Ticker = { listeners: Set<() => void>; timer: number };

/** One timer a period for the whole page: a list holds dozens of texts that tick. */
const tickers = new Map<number, Ticker>();

function onTick(everyMs: number, listener: () => void): () => void {
  const listeners = tickers.get(everyMs)?.listeners ?? new Set();
  if (listeners.size === 0) {
    const timer = window.setInterval(() => {
      if (!document.hidden) listeners.forEach(each => each());
    }, everyMs);
    tickers.set(everyMs, { listeners, timer });
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(tickers.get(everyMs)?.timer);
    tickers.delete(everyMs);
  };
}

/**
 * The present, ticking; for texts such as “2 minutes ago”.
 *
 * @public
 */
export function useNow(everyMs: number = 10_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => onTick(everyMs, () => setNow(Date.now())), [everyMs]);
  return now;
}
