import { Accounts, InstanceDetail } from '@dbaas-portal/plugin-dbaas-common';
import {
  EmptyState,
  RelativeTime,
  StatusDot,
  useEngines,
  useLocalized,
} from '@dbaas-portal/plugin-dbaas-react';
import { makeStyles } from '@material-ui/core/styles';
import { useNotOffered } from '../instance/actions/notOffered';
import { useWords } from '../translation/useWords';
import { PermittedButton } from '../ui/PermittedButton';
import { Section } from '../ui/Section';
import { SimpleColumn, SimpleTable } from '../ui/SimpleTable';
import { AccessIntent } from './AccessDialogs';
import { Folded } from './Folded';
import { UserActions } from './UserActions';
import { AccountUser } from './UserDialog';

const useStyles = makeStyles(theme => ({
  name: { fontWeight: 600 },
  muted: { color: theme.palette.text.secondary, fontWeight: 400 },
  state: { display: 'inline-flex', alignItems: 'center', gap: 6 },
}));

/** The users of an instance: who can do what, until when. */
export const UsersSection = (props: {
  instance: InstanceDetail;
  accounts: Accounts;
  onIntent: (intent: AccessIntent) => void;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const localized = useLocalized();
  const notOffered = useNotOffered(props.instance);
  const levels = useEngines().data?.byId.get(props.instance.record.spec.engine)
    ?.users?.levels;
  const levelName = (id: string) => {
    const level = levels?.find(entry => entry.id === id);
    return level ? localized(level.name) : id;
  };
  const columns: Array<SimpleColumn<AccountUser>> = [
    {
      id: 'name',
      title: t('access.users.name'),
      render: user => <span className={classes.name}>{user.name}</span>,
    },
    {
      id: 'grants',
      title: t('access.users.grants'),
      render: user =>
        user.grants.length === 0 ? (
          <span className={classes.muted}>{t('access.users.noGrants')}</span>
        ) : (
          user.grants.map(grant => (
            <div key={`${grant.level}/${grant.database}`}>
              {levelName(grant.level)}{' '}
              <span className={classes.muted}>
                ·{' '}
                {grant.database === '*'
                  ? t('access.users.allDatabases')
                  : grant.database}
              </span>
            </div>
          ))
        ),
    },
    {
      id: 'until',
      title: t('access.users.until'),
      render: user =>
        user.validUntil ? (
          <RelativeTime at={user.validUntil} />
        ) : (
          <span className={classes.muted}>{t('access.users.forever')}</span>
        ),
    },
    {
      id: 'state',
      title: t('access.users.state'),
      render: user => (
        <span className={classes.state}>
          <StatusDot tone={user.locked ? 'neutral' : 'ok'} />
          {t(user.locked ? 'access.users.locked' : 'access.users.active')}
        </span>
      ),
    },
    {
      id: 'actions',
      title: '',
      align: 'right',
      render: user => (
        <UserActions
          instance={props.instance}
          user={user}
          onIntent={props.onIntent}
        />
      ),
    },
  ];
  const own = props.accounts.users.filter(user => user.managed);
  const others = props.accounts.users.filter(user => !user.managed);
  return (
    <Section
      flush
      title={t('access.users.title')}
      actions={
        <PermittedButton
          label={t('access.users.create')}
          reason={notOffered('create-user')}
          onClick={() => props.onIntent({ kind: 'create-user' })}
        />
      }
    >
      {own.length === 0 ? (
        <EmptyState title={t('access.users.none')} />
      ) : (
        <SimpleTable
          label={t('access.users.title')}
          columns={columns}
          rows={own}
          rowKey={user => user.name}
        />
      )}
      {others.length > 0 && (
        <Folded
          show={t('access.users.showOthers', { number: String(others.length) })}
          hide={t('access.users.hideOthers')}
          text={t('access.users.othersText')}
        >
          <SimpleTable
            label={t('access.users.others')}
            columns={columns.filter(column => column.id !== 'actions')}
            rows={others}
            rowKey={user => user.name}
          />
        </Folded>
      )}
    </Section>
  );
};
