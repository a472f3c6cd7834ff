import { Guard } from '../access/Guard';
import { ApiRouter } from '../http/ApiRouter';
import { AuthorizedLocationService } from './AuthorizedLocationService';

export function addLocationRoutes(
  router: ApiRouter,
  deps: { guard: Guard; locations: AuthorizedLocationService },
): void {
  const { guard, locations } = deps;
  router.get('/v1/locations', async (request, response) => {
    response.json(await locations.list(await guard.caller(request)));
  });
  router.get('/v1/locations/:location', async (request, response) => {
    const caller = await guard.caller(request);
    response.json(await locations.get(request.params.location, caller));
  });
  router.get('/v1/locations/:location/members', async (request, response) => {
    const caller = await guard.caller(request);
    const { location } = request.params;
    const { node } = request.query;
    response.json(await locations.members(location, node, caller));
  });
}
