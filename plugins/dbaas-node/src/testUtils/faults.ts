import { NotFoundError } from '@backstage/errors';

/** An error that passes by itself. */
export function cutOff(): Error {
  return Object.assign(new Error('It is cut off'), {
    code: 'ECONNREFUSED',
    reason: {
      code: 'location-unreachable',
      text: { en: 'It is cut off', zh: '连接已断开' },
    },
  });
}

/** Rejects when somebody ends the waiting. */
export async function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(new NotFoundError('Aborted'));
    if (signal.aborted) {
      end();
    }
    signal.addEventListener('abort', end, { once: true });
  });
}
