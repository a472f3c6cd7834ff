import { StatementFrame } from '@dbaas-portal/plugin-dbaas-common';
import { Guard } from '../access/Guard';
import { ApiRouter } from '../http/ApiRouter';
import { sendFrames } from '../http/frames';
import { ConsoleService } from './ConsoleService';

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
    await sendFrames(
      response,
      signal =>
        service.run(request.params.uid, request.body, { signal }, caller),
      errorFrame,
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
