import {
  InstanceDetail,
  instanceOperatePermission,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  EngineIcon,
  RefLink,
  RelativeTime,
  ResourceAmounts,
  useEngines,
  useFormat,
  useLocalized,
  useLocationName,
} from '@dbaas-portal/plugin-dbaas-react';
import { useState } from 'react';
import { useWords } from '../translation/useWords';
import { tenantRef } from '../ui/entityRef';
import { Facts } from '../ui/Facts';
import { PermittedButton } from '../ui/PermittedButton';
import { Section } from '../ui/Section';
import { EditDetailsDialog } from './EditDetailsDialog';

/** What was asked for, and the part of it that can just be edited. */
export const DetailsSection = (props: {
  instance: InstanceDetail;
  onChanged: () => void;
}) => {
  const { t, shared } = useWords();
  const format = useFormat();
  const localized = useLocalized();
  const [editing, setEditing] = useState(false);
  const { instance } = props;
  const { record, status } = instance;
  const { spec } = record;
  const nameOf = useLocationName();
  const engine = useEngines().data?.byId.get(spec.engine);
  const topology = engine?.topologies.find(e => e.id === spec.topology);
  const set = Object.entries(spec.parameters);
  const permission = instanceOperatePermission.name;
  return (
    <Section
      title={t('instance.details.title')}
      actions={
        <PermittedButton
          label={t('instance.details.edit')}
          reason={
            instance.can.includes(permission)
              ? undefined
              : t('actions.notAllowed', { permission })
          }
          onClick={() => setEditing(true)}
        />
      }
    >
      <Facts
        facts={[
          spec.description !== undefined &&
            spec.description !== '' && {
              name: t('instance.details.description'),
              value: spec.description,
            },
          {
            name: t('instance.details.engine'),
            value: (
              <>
                <EngineIcon
                  engine={engine ?? { id: spec.engine, name: spec.engine }}
                  size={16}
                />{' '}
                {engine?.name ?? spec.engine}{' '}
                {status.runningVersion ?? spec.version}
              </>
            ),
          },
          {
            name: t('instance.details.topology'),
            value: topology ? localized(topology.name) : spec.topology,
          },
          {
            name: t('instance.details.size'),
            value: (
              <ResourceAmounts
                resources={spec.resources}
                members={spec.members}
              />
            ),
          },
          {
            name: t('instance.details.parameters'),
            value:
              set.length === 0
                ? t('instance.details.byDefault')
                : set.map(([name, value]) => (
                    <div key={name}>
                      <code>
                        {name} = {String(value)}
                      </code>
                    </div>
                  )),
          },
          {
            name: t('instance.details.tenant'),
            value: (
              <RefLink entityRef={tenantRef(spec.tenant)} title={spec.tenant} />
            ),
          },
          {
            name: t('instance.details.owner'),
            value: <RefLink entityRef={spec.owner} />,
          },
          {
            name: t('instance.details.environment'),
            value: shared(`environment.${spec.environment}`),
          },
          {
            name: t('instance.details.location'),
            value: nameOf(spec.location),
          },
          {
            name: t('instance.details.tls'),
            value: t(spec.tls ? 'common.yes' : 'common.no'),
          },
          {
            name: t('instance.details.lifetime'),
            value: spec.lifetime
              ? t('instance.details.until', {
                  when: format.dateTime(spec.lifetime.expiresAt),
                  days: String(spec.lifetime.graceDays),
                })
              : t('instance.details.forever'),
          },
          {
            name: t('instance.details.protection'),
            value: t(
              spec.protected
                ? 'instance.details.protected'
                : 'instance.details.unprotected',
            ),
          },
          {
            name: t('instance.details.created'),
            value: (
              <>
                <RelativeTime at={record.createdAt} /> ·{' '}
                <RefLink entityRef={record.createdBy} />
              </>
            ),
          },
          {
            name: t('instance.details.revision'),
            value: String(record.revision),
          },
        ]}
      />
      <EditDetailsDialog
        open={editing}
        instance={instance}
        onClose={() => setEditing(false)}
        onDone={props.onChanged}
      />
    </Section>
  );
};
