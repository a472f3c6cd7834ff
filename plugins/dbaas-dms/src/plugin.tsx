import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';

import { rootRouteRef } from './routes';

export const page = PageBlueprint.make({
  params: {
    path: '/dbaas-dms',
    routeRef: rootRouteRef,
    loader: () =>
      import('./components/TodoPage').then(m => (
        <m.TodoPage />
      )),
  },
});

export const dbaasDmsPlugin = createFrontendPlugin({
  pluginId: 'dbaas-dms',
  extensions: [page],
  routes: {
    root: rootRouteRef,
  }
});
