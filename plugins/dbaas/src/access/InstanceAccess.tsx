import { Progress } from '@backstage/core-components';
import { Accounts, InstanceDetail } from '@dbaas-portal/plugin-dbaas-common';
import {
  EmptyState,
  ErrorPanel,
  ReasonText,
  useEngines,
  useLiveQuery,
} from '@dbaas-portal/plugin-dbaas-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { OperationDrawer } from '../operations/OperationDrawer';
import { useNotOffered } from '../instance/actions/notOffered';
import { useWords } from '../translation/useWords';
import { AccessDialogs, AccessIntent } from './AccessDialogs';
import { DatabasesSection } from './DatabasesSection';
import { UsersSection } from './UsersSection';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2) },
}));

/** What the portal's record knows, for when the server cannot be asked. */
function recorded({ record: { spec } }: InstanceDetail): Accounts {
  return {
    databases: spec.databases.map(name => ({ name })),
    users: spec.users.map(user => ({
      name: user.name,
      locked: user.locked ?? false,
      grants: user.grants,
      managed: true,
      ...(user.validUntil && { validUntil: user.validUntil }),
    })),
  };
}

/** Databases, users and grants of an instance. */
export const InstanceAccess = (props: {
  instance: InstanceDetail;
  onChanged: () => void;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const { instance } = props;
  const { uid, spec } = instance.record;
  const facet = instance.facets.capabilities.find(e => e.id === 'accounts');
  const engine = useEngines().data?.byId.get(spec.engine);
  const query = useLiveQuery(
    `accounts/${uid}`,
    (api, options) => api.getAccounts(uid, options),
    { enabled: facet?.offered === true, pollSeconds: 20 },
  );
  const [intent, setIntent] = useState<AccessIntent>();
  const [open, setOpen] = useState(false);
  const [following, setFollowing] = useState<string>();
  const notOfferedOf = useNotOffered(instance);

  if (!facet?.offered) {
    return (
      <EmptyState
        title={t('access.notOffered')}
        description={facet?.reason && <ReasonText reason={facet.reason} />}
      />
    );
  }
  if (query.loading) return <Progress />;
  const accounts = query.data ?? recorded(instance);
  const onIntent = (next: AccessIntent) => {
    setIntent(next);
    setOpen(true);
  };
  const notOffered = notOfferedOf('create-user');
  return (
    <div className={classes.root}>
      {notOffered !== undefined && (
        <Typography variant="body2" color="textSecondary" component="div">
          {t('access.readOnly')} {notOffered}
        </Typography>
      )}
      {query.error && (
        <ErrorPanel
          error={query.error}
          title={t('access.recorded')}
          onRetry={query.refresh}
        />
      )}
      <UsersSection
        instance={instance}
        accounts={accounts}
        onIntent={onIntent}
      />
      {(engine?.databases || accounts.databases.length > 0) && (
        <DatabasesSection
          instance={instance}
          accounts={accounts}
          onIntent={onIntent}
        />
      )}
      <AccessDialogs
        instance={instance}
        accounts={accounts}
        intent={intent}
        open={open}
        onClose={() => setOpen(false)}
        onStarted={operation => setFollowing(operation.id)}
      />
      <OperationDrawer
        id={following}
        onClose={() => {
          setFollowing(undefined);
          query.refresh();
          props.onChanged();
        }}
      />
    </div>
  );
};
