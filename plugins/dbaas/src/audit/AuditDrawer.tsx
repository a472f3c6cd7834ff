import { AuditRecord } from '@dbaas-portal/plugin-dbaas-common';
import { RefLink, useFormat } from '@dbaas-portal/plugin-dbaas-react';
import { useWords } from '../translation/useWords';
import { Facts } from '../ui/Facts';
import { SideDrawer } from '../ui/SideDrawer';
import { Outcome } from './Outcome';
import { useActionName } from './useActionName';

/** All that was recorded of one act. */
export const AuditDrawer = (props: {
  record?: AuditRecord;
  onClose: () => void;
}) => {
  const { t } = useWords();
  const format = useFormat();
  const actionName = useActionName();
  const { record } = props;
  return (
    <SideDrawer
      open={record !== undefined}
      title={record ? actionName(record.action) : ''}
      onClose={props.onClose}
    >
      {record && (
        <Facts
          facts={[
            {
              name: t('audit.filter.action'),
              value: <code>{record.action}</code>,
            },
            { name: t('audit.column.at'), value: format.dateTime(record.at) },
            {
              name: t('audit.column.actor'),
              value: <RefLink entityRef={record.actor} title={record.actor} />,
            },
            {
              name: t('audit.column.outcome'),
              value: <Outcome outcome={record.outcome} />,
            },
            record.tenant !== undefined && {
              name: t('audit.column.tenant'),
              value: record.tenant,
            },
            record.instance !== undefined && {
              name: t('audit.column.instance'),
              value: `${record.instance.name} (${record.instance.uid})`,
            },
            ...Object.entries(record.details).map(([name, value]) => ({
              name,
              value: String(value),
            })),
          ]}
        />
      )}
    </SideDrawer>
  );
};
