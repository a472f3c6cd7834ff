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
} from './extensions/entity';
import {
  auditPage,
  databasesPage,
  operationsPage,
  tenantsPage,
} from './extensions/pages';
import { instanceRequestField } from './extensions/scaffolder';
import {
  auditRouteRef,
  operationsRouteRef,
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
    operationsPage,
    auditPage,
    overviewContent,
    operationsContent,
    accessContent,
    logsContent,
    instanceCard,
    databasesCard,
    instanceRequestField,
  ],
  routes: {
    root: rootRouteRef,
    tenants: tenantsRouteRef,
    operations: operationsRouteRef,
    audit: auditRouteRef,
  },
  externalRoutes: { request: requestRouteRef },
});
