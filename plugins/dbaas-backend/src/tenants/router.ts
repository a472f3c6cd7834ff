import { TenantUpdate } from '@dbaas-portal/plugin-dbaas-common';
import { Request } from 'express';
import { Guard } from '../access/Guard';
import { ApiRouter } from '../http/ApiRouter';
import { TenantService } from './TenantService';

export function addTenantRoutes(
  router: ApiRouter,
  deps: { guard: Guard; tenants: TenantService },
): void {
  const { guard, tenants } = deps;

  router.get('/v1/tenants', async (request, response) => {
    response.json(await tenants.list(await guard.caller(request)));
  });

  router.post('/v1/tenants', async (request, response) => {
    const caller = await guard.caller(request);
    response.status(201).json(await tenants.create(request.body, caller));
  });

  router.get('/v1/tenants/:tenant', async (request, response) => {
    const caller = await guard.caller(request);
    response.json(await tenants.get(request.params.tenant, caller));
  });

  router.patch(
    '/v1/tenants/:tenant',
    async (
      request: Request<{ tenant: string }, unknown, TenantUpdate>,
      response,
    ) => {
      const caller = await guard.caller(request);
      const { tenant } = request.params;
      response.json(await tenants.update(tenant, request.body, caller));
    },
  );

  router.delete('/v1/tenants/:tenant', async (request, response) => {
    const caller = await guard.caller(request);
    await tenants.delete(request.params.tenant, request.query, caller);
    response.status(204).end();
  });
}
