import { Guard } from '../access/Guard';
import { ApiRouter } from '../http/ApiRouter';
import { tag } from '../http/headers';
import { ResourceService } from './ResourceService';

export function addResourceRoutes(
  router: ApiRouter,
  deps: { guard: Guard; resources: ResourceService },
): void {
  const { guard, resources } = deps;

  router.get('/v1/instances/:uid/resources', async (request, response) => {
    const caller = await guard.caller(request);
    const list = await resources.list(request.params.uid, caller);
    tag(response, list, ['observedAt']);
    response.json(list);
  });

  router.get(
    '/v1/instances/:uid/resources/:kind/:name',
    async (request, response) => {
      const caller = await guard.caller(request);
      const { uid, kind, name } = request.params;
      const detail = await resources.get(uid, { kind, name }, caller);
      response.set('Cache-Control', 'no-store');
      response.json(detail);
    },
  );
}
