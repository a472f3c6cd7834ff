import { Response } from 'express';
import { abortedWith } from './headers';
import { write } from './stream';

/**
 * How long a refusal may take to become a status of its own. What says nothing
 * for longer is running; proxies want to see the answer begin.
 */
const FIRST_FRAME_MS = 2000;

/**
 * Sends frames as lines of NDJSON as they come, no faster than the client takes
 * them; when it goes away, the signal tells their source. An error that comes
 * too late for a status becomes a frame.
 */
export async function sendFrames<Frame>(
  response: Response,
  run: (signal: AbortSignal) => AsyncIterable<Frame>,
  errorFrame: (error: unknown) => Frame,
): Promise<void> {
  const signal = abortedWith(response);
  const frames = run(signal)[Symbol.asyncIterator]();
  const begin = () => {
    if (!response.headersSent) {
      response.set({
        'Content-Type': 'application/x-ndjson',
        // Compression and proxies would hold frames back.
        'Cache-Control': 'no-store, no-transform',
        'X-Accel-Buffering': 'no',
      });
      response.flushHeaders();
    }
  };
  const timer = setTimeout(begin, FIRST_FRAME_MS);
  try {
    for (;;) {
      const next = await frames.next();
      if (next.done) {
        break;
      }
      begin();
      const line = `${JSON.stringify(next.value)}\n`;
      if (!(await write(response, line, signal))) {
        break;
      }
    }
  } catch (error) {
    if (signal.aborted) {
      return;
    }
    if (!response.headersSent) {
      throw error;
    }
    await write(response, `${JSON.stringify(errorFrame(error))}\n`, signal);
  } finally {
    clearTimeout(timer);
    await frames.return?.();
  }
  response.end();
}
