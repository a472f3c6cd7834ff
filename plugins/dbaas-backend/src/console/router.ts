import { StatementFrame } from '@dbaas-portal/plugin-dbaas-common';
import { Response } from 'express';
import { Guard } from '../access/Guard';
import { ApiRouter } from '../http/ApiRouter';
import { abortedWith } from '../http/headers';
import { write } from '../http/stream';
import { ConsoleService } from './ConsoleService';

/**
 * How long a refusal may take to become a status of its own. A statement that
 * says nothing for longer is running; proxies want to see the answer begin.
 */
const FIRST_FRAME_MS = 2000;

/**
 * Sends frames as they come, no faster than the client takes them; when it
 * goes away, the statement is cancelled on the server.
 */
async function sendFrames(
  response: Response,
  run: (signal: AbortSignal) => AsyncIterable<StatementFrame>,
): Promise<void> {
  const signal = abortedWith(response);
  const frames = run(signal)[Symbol.asyncIterator]();
  const begin = () => {
    if (!response.headersSent) {
      response.set({
        'Content-Type': 'application/x-ndjson',
        // Compression and proxies would hold rows back.
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

/** An error that came too late for a status. */
function errorFrame(error: unknown): StatementFrame {
  // Only ours have texts; others' messages may name addresses and logins.
  const known = error instanceof Error && 'code' in error && 'text' in error;
  return {
    type: 'error',
    ...(known && { code: String(error.code) }),
    message: known ? error.message : 'Internal error',
  };
}

export function addConsoleRoutes(
  router: ApiRouter,
  deps: { guard: Guard; console: ConsoleService },
): void {
  const { guard, console: service } = deps;

  router.post('/v1/instances/:uid/statements', async (request, response) => {
    const caller = await guard.caller(request);
    await sendFrames(response, signal =>
      service.run(request.params.uid, request.body, { signal }, caller),
    );
  });

  router.delete(
    '/v1/instances/:uid/statements/:statement',
    async (request, response) => {
      const caller = await guard.caller(request);
      const { uid, statement } = request.params;
      await service.cancel(uid, statement, caller);
      response.status(204).end();
    },
  );

  router.get('/v1/instances/:uid/accounts', async (request, response) => {
    const caller = await guard.caller(request);
    response.json(await service.accounts(request.params.uid, caller));
  });

  router.post(
    '/v1/instances/:uid/secrets/:user/reveal',
    async (request, response) => {
      const caller = await guard.caller(request);
      const { uid, user } = request.params;
      response.set('Cache-Control', 'no-store');
      response.json(await service.reveal(uid, user, caller));
    },
  );
}
