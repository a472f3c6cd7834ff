import { createHash } from 'crypto';
import { Response } from 'express';
import { DbaasInputError } from '../errors';

const MAX_KEY_LENGTH = 128;

/**
 * The key of a request that may be sent again. The generated client writes
 * the name of the header as one word, so both are taken.
 */
export function idempotencyKeyOf(request: {
  header(name: string): string | undefined;
}): { idempotencyKey?: string } {
  const key =
    request.header('Idempotency-Key') ?? request.header('idempotencyKey');
  if (key === undefined) {
    return {};
  }
  if (key.length === 0 || key.length > MAX_KEY_LENGTH) {
    throw new DbaasInputError({
      code: 'too-large',
      field: 'Idempotency-Key',
      params: { maximum: MAX_KEY_LENGTH },
    });
  }
  return { idempotencyKey: key };
}

/**
 * Tags an answer by what it shows, so that reading it again costs no bytes
 * while it is the same; Express answers 304 by itself. `private`, as everybody
 * sees something else. What is named in `passing` changes all the time and is
 * no reason to send everything again.
 */
export function tag(
  response: Pick<Response, 'set'>,
  shown: unknown,
  passing: string[] = [],
): void {
  const text = JSON.stringify(shown, (key, value) =>
    passing.includes(key) ? undefined : value,
  );
  const hash = createHash('sha256').update(text).digest('base64url');
  response.set({
    ETag: `W/"${hash.slice(0, 27)}"`,
    'Cache-Control': 'private, no-cache',
    Vary: 'Authorization',
  });
}

/** Aborted when the client goes away before the answer is complete. */
export function abortedWith(
  response: Pick<Response, 'on' | 'writableFinished'>,
): AbortSignal {
  const controller = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) {
      controller.abort();
    }
  });
  return controller.signal;
}
