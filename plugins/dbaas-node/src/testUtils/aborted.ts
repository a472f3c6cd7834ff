import { NotFoundError } from '@backstage/errors';

/** Rejects as soon as the signal says so. */
export async function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(new NotFoundError('Aborted'));
    if (signal.aborted) {
      end();
    }
    signal.addEventListener('abort', end, { once: true });
  });
}
