import { PageBlueprint } from '@backstage/frontend-plugin-api';
import {
  RiDatabase2Line,
  RiFileList3Line,
  RiGroupLine,
  RiLoopRightLine,
} from '@remixicon/react';
import {
  auditRouteRef,
  operationsRouteRef,
  rootRouteRef,
  tenantsRouteRef,
} from '../routes';

export const databasesPage = PageBlueprint.make({
  params: {
    path: '/dbaas',
    title: 'Databases',
    icon: <RiDatabase2Line />,
    routeRef: rootRouteRef,
    loader: () =>
      import('../instances/InstancesPage').then(m => <m.InstancesPage />),
  },
});

export const tenantsPage = PageBlueprint.make({
  name: 'tenants',
  params: {
    path: '/dbaas/tenants',
    title: 'Tenants',
    icon: <RiGroupLine />,
    routeRef: tenantsRouteRef,
    loader: () => import('../tenants/TenantsPage').then(m => <m.TenantsPage />),
  },
});

export const operationsPage = PageBlueprint.make({
  name: 'operations',
  params: {
    path: '/dbaas/operations',
    title: 'Operations',
    icon: <RiLoopRightLine />,
    routeRef: operationsRouteRef,
    loader: () =>
      import('../operations/OperationsPage').then(m => <m.OperationsPage />),
  },
});

export const auditPage = PageBlueprint.make({
  name: 'audit',
  params: {
    path: '/dbaas/audit',
    title: 'Audit',
    icon: <RiFileList3Line />,
    routeRef: auditRouteRef,
    loader: () => import('../audit/AuditPage').then(m => <m.AuditPage />),
  },
});
