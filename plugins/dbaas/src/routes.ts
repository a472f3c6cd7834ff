import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/frontend-plugin-api';

export const rootRouteRef = createRouteRef();
export const tenantsRouteRef = createRouteRef();
export const platformsRouteRef = createRouteRef();
export const operationsRouteRef = createRouteRef();
export const auditRouteRef = createRouteRef();

/** Where one asks for a new database: by default the scaffolder's templates. */
export const requestRouteRef = createExternalRouteRef({
  defaultTarget: 'scaffolder.root',
});
