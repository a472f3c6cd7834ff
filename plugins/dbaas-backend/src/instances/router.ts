import { InstanceUpdate } from '@dbaas-portal/plugin-dbaas-common';
import { Request } from 'express';
import { Guard } from '../access/Guard';
import { AuthorizedDependants } from '../catalog/AuthorizedDependants';
import { ApiRouter } from '../http/ApiRouter';
import { idempotencyKeyOf, tag } from '../http/headers';
import { InstanceService } from './InstanceService';

export function addInstanceRoutes(
  router: ApiRouter,
  deps: {
    guard: Guard;
    instances: InstanceService;
    dependants: AuthorizedDependants;
  },
): void {
  const { guard, instances, dependants } = deps;

  router.get('/v1/instances', async (request, response) => {
    const caller = await guard.caller(request);
    const list = await instances.list(request.query, caller);
    // The revision is of the whole fleet, and every probe looks at the clock:
    // the page that is shown may still be the same.
    tag(response, list, ['revision', 'observedAt']);
    response.json(list);
  });

  router.post('/v1/instances', async (request, response) => {
    const caller = await guard.caller(request);
    const key = idempotencyKeyOf(request);
    const created = await instances.create(request.body, key, caller);
    response.status(202).json(created);
  });

  router.post('/v1/instance-previews', async (request, response) => {
    const caller = await guard.caller(request);
    response.json(await instances.preview(request.body, caller));
  });

  router.get('/v1/instances/:uid', async (request, response) => {
    const caller = await guard.caller(request);
    const detail = await instances.get(request.params.uid, caller);
    tag(response, detail);
    response.json(detail);
  });

  router.patch(
    '/v1/instances/:uid',
    async (
      request: Request<{ uid: string }, unknown, InstanceUpdate>,
      response,
    ) => {
      const caller = await guard.caller(request);
      const { uid } = request.params;
      response.json(await instances.update(uid, request.body, caller));
    },
  );

  router.post('/v1/instances/:uid/operations', async (request, response) => {
    const caller = await guard.caller(request);
    const operation = await instances.startOperation(
      request.params.uid,
      request.body,
      idempotencyKeyOf(request),
      caller,
    );
    response.status(202).json(operation);
  });

  router.post(
    '/v1/instances/:uid/operation-previews',
    async (request, response) => {
      const caller = await guard.caller(request);
      const { uid } = request.params;
      const preview = instances.previewOperation(uid, request.body, caller);
      response.json(await preview);
    },
  );

  router.get('/v1/instances/:uid/dependants', async (request, response) => {
    const caller = await guard.caller(request);
    response.json(await dependants.get(request.params.uid, caller));
  });
}
