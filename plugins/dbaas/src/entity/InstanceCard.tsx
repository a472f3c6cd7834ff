import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import {
  ActivityChip,
  HealthChip,
  ReasonText,
  RelativeTime,
  ResourceAmounts,
  useEngines,
  useInstanceOfEntity,
} from '@dbaas-portal/plugin-dbaas-react';
import { useWords } from '../translation/useWords';
import { Facts } from '../ui/Facts';
import { Loaded } from '../ui/Loaded';

/** How a database is doing, for the overview of its entity. */
export const InstanceCard = () => {
  const { t } = useWords();
  const { entity } = useEntity();
  const query = useInstanceOfEntity(entity);
  const engines = useEngines();
  return (
    <EntityInfoCard title={t('instance.card.title')}>
      <Loaded query={query}>
        {({ record, status, activity }) => (
          <Facts
            facts={[
              {
                name: t('instances.column.health'),
                value: (
                  <>
                    <HealthChip health={status.health} />
                    {status.reasons.slice(0, 3).map(reason => (
                      <div key={reason.code}>
                        <ReasonText reason={reason} />
                      </div>
                    ))}
                  </>
                ),
              },
              activity !== undefined && {
                name: t('operations.column.kind'),
                value: <ActivityChip activity={activity} />,
              },
              {
                name: t('instance.details.engine'),
                value: `${
                  engines.data?.byId.get(record.spec.engine)?.name ??
                  record.spec.engine
                } ${status.runningVersion ?? record.spec.version}`,
              },
              {
                name: t('instance.details.size'),
                value: (
                  <ResourceAmounts
                    resources={record.spec.resources}
                    members={record.spec.members}
                  />
                ),
              },
              ...status.endpoints
                .filter(endpoint => endpoint.role !== 'member')
                .map(endpoint => ({
                  name: t(`instance.endpoint.${endpoint.role}`),
                  value: `${endpoint.host}:${endpoint.port}`,
                })),
              {
                name: t('instance.status.seen'),
                value: <RelativeTime at={status.observedAt} />,
              },
            ]}
          />
        )}
      </Loaded>
    </EntityInfoCard>
  );
};
