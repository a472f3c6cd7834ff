import { Guard } from '../access/Guard';
import { ApiRouter } from '../http/ApiRouter';
import { AuthorizedOffers } from './AuthorizedOffers';

export function addEngineRoutes(
  router: ApiRouter,
  deps: { guard: Guard; offers: AuthorizedOffers },
): void {
  const { guard, offers } = deps;
  router.get('/v1/engines', async (request, response) => {
    response.json(await offers.engines(await guard.caller(request)));
  });
}
