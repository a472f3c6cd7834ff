import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { ANNOTATION_INSTANCE_UID } from '@dbaas-portal/plugin-dbaas-common';
import {
  RiDatabase2Line,
  RiFileList3Line,
  RiKey2Line,
  RiLoopRightLine,
  RiStackLine,
  RiTerminalBoxLine,
} from '@remixicon/react';
import { hasDatabases } from '../entity/databasesOf';

const isInstance = {
  [`metadata.annotations.${ANNOTATION_INSTANCE_UID}`]: { $exists: true },
};

export const overviewContent = EntityContentBlueprint.make({
  name: 'overview',
  params: {
    path: '/database',
    title: 'Database',
    group: 'overview',
    icon: <RiDatabase2Line />,
    filter: isInstance,
    loader: () => import('../entity/tabs').then(m => <m.OverviewTab />),
  },
});

export const operationsContent = EntityContentBlueprint.make({
  name: 'operations',
  params: {
    path: '/operations',
    title: 'Operations',
    icon: <RiLoopRightLine />,
    filter: isInstance,
    loader: () => import('../entity/tabs').then(m => <m.OperationsTab />),
  },
});

export const accessContent = EntityContentBlueprint.make({
  name: 'access',
  params: {
    path: '/access',
    title: 'Access',
    icon: <RiKey2Line />,
    filter: isInstance,
    loader: () => import('../entity/tabs').then(m => <m.AccessTab />),
  },
});

export const resourcesContent = EntityContentBlueprint.make({
  name: 'resources',
  params: {
    path: '/resources',
    title: 'Resources',
    icon: <RiStackLine />,
    filter: isInstance,
    loader: () => import('../entity/tabs').then(m => <m.ResourcesTab />),
  },
});

export const terminalContent = EntityContentBlueprint.make({
  name: 'terminal',
  params: {
    path: '/terminal',
    title: 'Terminal',
    icon: <RiTerminalBoxLine />,
    filter: isInstance,
    loader: () => import('../entity/tabs').then(m => <m.TerminalTab />),
  },
});

export const logsContent = EntityContentBlueprint.make({
  name: 'logs',
  params: {
    path: '/logs',
    title: 'Logs',
    icon: <RiFileList3Line />,
    filter: isInstance,
    loader: () => import('../entity/tabs').then(m => <m.LogsTab />),
  },
});

export const instanceCard = EntityCardBlueprint.make({
  name: 'status',
  params: {
    type: 'info',
    filter: isInstance,
    loader: () =>
      import('../entity/InstanceCard').then(m => <m.InstanceCard />),
  },
});

export const databasesCard = EntityCardBlueprint.make({
  name: 'databases',
  params: {
    type: 'content',
    filter: hasDatabases,
    loader: () =>
      import('../entity/DatabasesCard').then(m => <m.DatabasesCard />),
  },
});
