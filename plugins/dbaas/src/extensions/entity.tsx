import { Entity, RELATION_DEPENDS_ON } from '@backstage/catalog-model';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import {
  ANNOTATION_INSTANCE_UID,
  ANNOTATION_TENANT,
} from '@dbaas-portal/plugin-dbaas-common';
import { RiDatabase2Line, RiKey2Line, RiLoopRightLine } from '@remixicon/react';

const isInstance = {
  [`metadata.annotations.${ANNOTATION_INSTANCE_UID}`]: { $exists: true },
};

/** Systems of tenants, and components that depend on a resource. */
function hasDatabases(entity: Entity): boolean {
  if (entity.metadata.annotations?.[ANNOTATION_TENANT]) return true;
  return (
    entity.kind.toLowerCase() === 'component' &&
    (entity.relations ?? []).some(
      relation =>
        relation.type === RELATION_DEPENDS_ON &&
        relation.targetRef.startsWith('resource:'),
    )
  );
}

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
