import { useEntity } from '@backstage/plugin-catalog-react';
import { InstanceDetail } from '@dbaas-portal/plugin-dbaas-common';
import {
  EmptyState,
  instanceUidOf,
  LiveQuery,
  useInstanceOfEntity,
} from '@dbaas-portal/plugin-dbaas-react';
import { ReactNode } from 'react';
import { InstanceAccess } from '../access/InstanceAccess';
import { InstanceOperations } from '../instance/InstanceOperations';
import { InstanceOverview } from '../instance/InstanceOverview';
import { InstanceResources } from '../resources/InstanceResources';
import { InstanceTerminal } from '../terminal/InstanceTerminal';
import { InstanceLogs } from '../logs/InstanceLogs';
import { useWords } from '../translation/useWords';
import { Loaded } from '../ui/Loaded';

const WithInstance = (props: {
  children: (
    instance: InstanceDetail,
    query: LiveQuery<InstanceDetail>,
  ) => ReactNode;
}) => {
  const { t } = useWords();
  const { entity } = useEntity();
  const query = useInstanceOfEntity(entity);
  if (!instanceUidOf(entity)) {
    return <EmptyState title={t('instance.unknown')} />;
  }
  return <Loaded query={query}>{data => props.children(data, query)}</Loaded>;
};

/** The tab with all that one has to know of a database. */
export const OverviewTab = () => (
  <WithInstance>
    {(instance, query) => (
      <InstanceOverview instance={instance} onChanged={query.refresh} />
    )}
  </WithInstance>
);

/** The tab with the ledger of a database. */
export const OperationsTab = () => {
  const { t } = useWords();
  const { entity } = useEntity();
  const uid = instanceUidOf(entity);
  return uid ? (
    <InstanceOperations uid={uid} />
  ) : (
    <EmptyState title={t('instance.unknown')} />
  );
};

/** The tab with databases, users and grants. */
export const AccessTab = () => (
  <WithInstance>
    {(instance, query) => (
      <InstanceAccess instance={instance} onChanged={query.refresh} />
    )}
  </WithInstance>
);

/** The tab with the objects of the platform that carry a database. */
export const ResourcesTab = () => (
  <WithInstance>
    {instance => <InstanceResources instance={instance} />}
  </WithInstance>
);

/** The tab with a terminal into a member. */
export const TerminalTab = () => (
  <WithInstance>
    {instance => <InstanceTerminal instance={instance} />}
  </WithInstance>
);

/** The tab with what the members write about themselves. */
export const LogsTab = () => (
  <WithInstance>
    {instance => <InstanceLogs instance={instance} />}
  </WithInstance>
);
