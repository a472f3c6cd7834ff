import { Accounts, InstanceDetail } from '@dbaas-portal/plugin-dbaas-common';
import { EmptyState, useFormat } from '@dbaas-portal/plugin-dbaas-react';
import { useNotOffered } from '../instance/actions/notOffered';
import { useWords } from '../translation/useWords';
import { PermittedButton } from '../ui/PermittedButton';
import { Section } from '../ui/Section';
import { SimpleColumn, SimpleTable } from '../ui/SimpleTable';
import { AccessIntent } from './AccessDialogs';
import { Folded } from './Folded';

type Database = Accounts['databases'][number];

/** The databases of an instance. */
export const DatabasesSection = (props: {
  instance: InstanceDetail;
  accounts: Accounts;
  onIntent: (intent: AccessIntent) => void;
}) => {
  const { t } = useWords();
  const format = useFormat();
  const notOffered = useNotOffered(props.instance);
  const managed = props.instance.record.spec.databases;
  const columns: Array<SimpleColumn<Database>> = [
    {
      id: 'name',
      title: t('access.databases.name'),
      render: database => <strong>{database.name}</strong>,
    },
    {
      id: 'owner',
      title: t('access.databases.owner'),
      render: database => database.owner ?? '—',
    },
    {
      id: 'size',
      title: t('access.databases.size'),
      align: 'right',
      render: database =>
        database.sizeBytes === undefined
          ? '—'
          : format.bytes(database.sizeBytes),
    },
    {
      id: 'actions',
      title: '',
      align: 'right',
      render: database => (
        <PermittedButton
          variant="text"
          label={t('access.databases.drop')}
          reason={notOffered('drop-database')}
          onClick={() =>
            props.onIntent({ kind: 'drop-database', database: database.name })
          }
        />
      ),
    },
  ];
  const own = props.accounts.databases.filter(({ name }) =>
    managed.includes(name),
  );
  const others = props.accounts.databases.filter(
    ({ name }) => !managed.includes(name),
  );
  return (
    <Section
      flush
      title={t('access.databases.title')}
      actions={
        <PermittedButton
          label={t('access.databases.create')}
          reason={notOffered('create-database')}
          onClick={() => props.onIntent({ kind: 'create-database' })}
        />
      }
    >
      {own.length === 0 ? (
        <EmptyState title={t('access.databases.none')} />
      ) : (
        <SimpleTable
          label={t('access.databases.title')}
          columns={columns}
          rows={own}
          rowKey={database => database.name}
        />
      )}
      {others.length > 0 && (
        <Folded
          show={t('access.databases.showOthers', {
            number: String(others.length),
          })}
          hide={t('access.databases.hideOthers')}
          text={t('access.databases.othersText')}
        >
          <SimpleTable
            label={t('access.databases.others')}
            columns={columns.filter(column => column.id !== 'actions')}
            rows={others}
            rowKey={database => database.name}
          />
        </Folded>
      )}
    </Section>
  );
};
