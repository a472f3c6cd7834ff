import { Guard } from '../access/Guard';
import { ApiRouter } from '../http/ApiRouter';
import { OperationService } from './OperationService';

export function addOperationRoutes(
  router: ApiRouter,
  deps: { guard: Guard; operations: OperationService },
): void {
  const { guard, operations } = deps;

  router.get('/v1/operations', async (request, response) => {
    const caller = await guard.caller(request);
    response.json(await operations.list(request.query, caller));
  });

  router.get('/v1/instances/:uid/operations', async (request, response) => {
    const caller = await guard.caller(request);
    const query = { ...request.query, instance: request.params.uid };
    response.json(await operations.list(query, caller));
  });

  router.get('/v1/operations/:id', async (request, response) => {
    const caller = await guard.caller(request);
    response.json(await operations.get(request.params.id, caller));
  });

  router.post('/v1/operations/:id/retry', async (request, response) => {
    const caller = await guard.caller(request);
    response
      .status(202)
      .json(await operations.retry(request.params.id, caller));
  });

  router.post('/v1/operations/:id/cancel', async (request, response) => {
    const caller = await guard.caller(request);
    response
      .status(202)
      .json(await operations.cancel(request.params.id, caller));
  });

  router.post('/v1/operations/:id/clean-up', async (request, response) => {
    const caller = await guard.caller(request);
    response
      .status(202)
      .json(await operations.cleanUp(request.params.id, caller));
  });

  router.get('/v1/fleet', async (request, response) => {
    response.json(await operations.fleet(await guard.caller(request)));
  });

  router.put('/v1/fleet', async (request, response) => {
    const caller = await guard.caller(request);
    response.json(await operations.setFleet(request.body, caller));
  });
}
