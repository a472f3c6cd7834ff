import {
  NotFoundErrorPage,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  RiDatabase2Line,
  RiFileList3Line,
  RiGroupLine,
  RiLoopRightLine,
  RiServerLine,
} from '@remixicon/react';
import { Route, Routes } from 'react-router-dom';
import {
  auditRouteRef,
  operationsRouteRef,
  platformsRouteRef,
  rootRouteRef,
  tenantsRouteRef,
} from '../routes';

/** A page without pages below it: other paths are not found, not this page. */
async function onlyHere(page: Promise<JSX.Element>) {
  const element = await page;
  return (
    <Routes>
      <Route path="/" element={element} />
      <Route path="*" element={<NotFoundErrorPage />} />
    </Routes>
  );
}

export const databasesPage = PageBlueprint.make({
  params: {
    path: '/dbaas',
    title: 'Databases',
    icon: <RiDatabase2Line />,
    routeRef: rootRouteRef,
    // The page's own heading is translated, and has the page's actions beside it.
    noHeader: true,
    loader: () =>
      onlyHere(
        import('../instances/InstancesPage').then(m => <m.InstancesPage />),
      ),
  },
});

export const tenantsPage = PageBlueprint.make({
  name: 'tenants',
  params: {
    path: '/dbaas/tenants',
    title: 'Tenants',
    icon: <RiGroupLine />,
    routeRef: tenantsRouteRef,
    // The page's own heading is translated, and has the page's actions beside it.
    noHeader: true,
    loader: () => import('../tenants/TenantsPage').then(m => <m.TenantsPage />),
  },
});

export const platformsPage = PageBlueprint.make({
  name: 'platforms',
  params: {
    path: '/dbaas/platforms',
    title: 'Platforms',
    icon: <RiServerLine />,
    routeRef: platformsRouteRef,
    // The page's own heading is translated, and has the page's actions beside it.
    noHeader: true,
    loader: () =>
      import('../platforms/PlatformsPage').then(m => <m.PlatformsPage />),
  },
});

export const operationsPage = PageBlueprint.make({
  name: 'operations',
  params: {
    path: '/dbaas/operations',
    title: 'Operations',
    icon: <RiLoopRightLine />,
    routeRef: operationsRouteRef,
    // The page's own heading is translated, and has the page's actions beside it.
    noHeader: true,
    loader: () =>
      onlyHere(
        import('../operations/OperationsPage').then(m => <m.OperationsPage />),
      ),
  },
});

export const auditPage = PageBlueprint.make({
  name: 'audit',
  params: {
    path: '/dbaas/audit',
    title: 'Audit',
    icon: <RiFileList3Line />,
    routeRef: auditRouteRef,
    // The page's own heading is translated, and has the page's actions beside it.
    noHeader: true,
    loader: () =>
      onlyHere(import('../audit/AuditPage').then(m => <m.AuditPage />)),
  },
});
