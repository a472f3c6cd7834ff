import { Guard } from '../access/Guard';
import { ApiRouter } from '../http/ApiRouter';
import { AuthorizedTerminalService } from './AuthorizedTerminalService';

export function addTerminalRoutes(
  router: ApiRouter,
  deps: { guard: Guard; terminals: AuthorizedTerminalService },
): void {
  const { guard, terminals } = deps;

  router.post('/v1/instances/:uid/terminals', async (request, response) => {
    const caller = await guard.caller(request);
    const { uid } = request.params;
    const ticket = await terminals.ask(uid, request.body, caller);
    response.set('Cache-Control', 'no-store');
    response.status(201).json(ticket);
  });
}
