/** Waits, or stops waiting when the signal or the waker comes. */
export async function pause(
  ms: number,
  signal: AbortSignal,
  onWake?: (wake: () => void) => () => void,
): Promise<void> {
  if (signal.aborted) {
    return;
  }
  await new Promise<void>(resolve => {
    let off = () => {};
    const timer = setTimeout(() => end(), ms);
    function end() {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      off();
      resolve();
    }
    signal.addEventListener('abort', end, { once: true });
    off = onWake?.(end) ?? off;
  });
}
