import { LoggerService } from '@backstage/backend-plugin-api';
import express, { Router } from 'express';
import { addAccessRoutes } from './access/router';
import { unseen } from './access/refusals';
import { addAuditRoutes } from './audit/router';
import { addConsoleRoutes } from './console/router';
import { addEngineRoutes } from './engines/router';
import { readBody } from './http/body';
import { mapErrors } from './http/errors';
import { addInstanceRoutes } from './instances/router';
import { addLocationRoutes } from './locations/router';
import { addLogRoutes } from './logs/router';
import { addOperationRoutes } from './operations/router';
import { addResourceRoutes } from './resources/router';
import { createOpenApiRouter } from './schema/openapi';
import { addTenantRoutes } from './tenants/router';
import { addTerminalRoutes } from './terminal/router';

export type RouterDeps = Parameters<typeof addAccessRoutes>[1] &
  Parameters<typeof addEngineRoutes>[1] &
  Parameters<typeof addLocationRoutes>[1] &
  Parameters<typeof addTenantRoutes>[1] &
  Parameters<typeof addInstanceRoutes>[1] &
  Parameters<typeof addOperationRoutes>[1] &
  Parameters<typeof addResourceRoutes>[1] &
  Parameters<typeof addConsoleRoutes>[1] &
  Parameters<typeof addTerminalRoutes>[1] &
  Parameters<typeof addLogRoutes>[1] &
  Parameters<typeof addAuditRoutes>[1];

/** The API: the rooms' routes behind the contract's validation. */
export async function createRouter(
  deps: RouterDeps,
  logger: LoggerService,
): Promise<Router> {
  const api = await createOpenApiRouter({
    // The body is read before, where its errors keep their status.
    middleware: [(_request, _response, next) => next()],
  });
  addAccessRoutes(api, deps);
  addEngineRoutes(api, deps);
  addLocationRoutes(api, deps);
  addTenantRoutes(api, deps);
  addInstanceRoutes(api, deps);
  addOperationRoutes(api, deps);
  addResourceRoutes(api, deps);
  addConsoleRoutes(api, deps);
  addTerminalRoutes(api, deps);
  addLogRoutes(api, deps);
  addAuditRoutes(api, deps);

  const router = express.Router();
  router.use(...readBody());
  router.use(api);
  router.use('/v1', (request, _response, next) => {
    next(unseen(request.path));
  });
  router.use(mapErrors(logger));
  return router;
}
