import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiDatabase2Line } from '@remixicon/react';
import { dbaasApi, engineUiApi } from './extensions/apis';
import {
  accessContent,
  databasesCard,
  instanceCard,
  logsContent,
  operationsContent,
  overviewContent,
  resourcesContent,
  terminalContent,
} from './extensions/entity';
import {
  auditPage,
  databasesPage,
  operationsPage,
  platformsPage,
  tenantsPage,
} from './extensions/pages';
import { instanceRequestField } from './extensions/scaffolder';
import {
  auditRouteRef,
  operationsRouteRef,
  platformsRouteRef,
  requestRouteRef,
  rootRouteRef,
  tenantsRouteRef,
} from './routes';

/**
 * Pages, entity tabs, entity cards and the scaffolder's field for databases.
 *
 * @public
 */
export const dbaasPlugin = createFrontendPlugin({
  pluginId: 'dbaas',
  title: 'Databases',
  icon: <RiDatabase2Line />,
  info: { packageJson: () => import('../package.json') },
  extensions: [
    dbaasApi,
    engineUiApi,
    databasesPage,
    tenantsPage,
    platformsPage,
    operationsPage,
    auditPage,
    overviewContent,
    operationsContent,
    accessContent,
    resourcesContent,
    terminalContent,
    logsContent,
    instanceCard,
    databasesCard,
    instanceRequestField,
  ],
  routes: {
    root: rootRouteRef,
    tenants: tenantsRouteRef,
    platforms: platformsRouteRef,
    operations: operationsRouteRef,
    audit: auditRouteRef,
  },
  externalRoutes: { request: requestRouteRef },
});
