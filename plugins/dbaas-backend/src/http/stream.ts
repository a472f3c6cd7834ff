import { once } from 'events';
import { Response } from 'express';

/**
 * Writes, and waits until the client has taken it. False once it is gone:
 * then nothing more needs to be read for it.
 */
export async function write(
  response: Response,
  text: string,
  signal: AbortSignal,
): Promise<boolean> {
  if (signal.aborted) {
    return false;
  }
  if (response.write(text)) {
    return true;
  }
  try {
    await once(response, 'drain', { signal });
    return true;
  } catch (error) {
    if (signal.aborted) {
      return false;
    }
    throw error;
  }
}
