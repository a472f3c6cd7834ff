import { ApiRouter } from '../http/ApiRouter';
import { Guard } from './Guard';
import { MeService } from './Me';

export function addAccessRoutes(
  router: ApiRouter,
  deps: { guard: Guard; me: MeService },
): void {
  router.get('/v1/me', async (request, response) => {
    response.json(await deps.me.me(await deps.guard.caller(request)));
  });
}
