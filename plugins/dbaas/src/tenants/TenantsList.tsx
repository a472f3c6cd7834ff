import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  Tenant,
  tenantCreatePermission,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  EmptyState,
  RefLink,
  UsageBar,
  useLiveQuery,
  useMe,
  useLocationName,
} from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { tenantsRouteRef } from '../routes';
import { useWords } from '../translation/useWords';
import { Loaded } from '../ui/Loaded';
import { PageFrame } from '../ui/PageFrame';
import { SimpleColumn, SimpleTable } from '../ui/SimpleTable';
import { CreateTenantDialog } from './CreateTenantDialog';
import { QUOTA_NAMES } from './quotas';

const useStyles = makeStyles(theme => ({
  use: {
    display: 'grid',
    gridTemplateColumns: 'max-content repeat(4, minmax(120px, 1fr))',
    gap: theme.spacing(1, 2),
    alignItems: 'start',
    minWidth: 620,
    padding: theme.spacing(0.5, 0),
    [theme.breakpoints.down('md')]: {
      gridTemplateColumns: 'max-content repeat(2, minmax(120px, 1fr))',
      minWidth: 340,
    },
  },
  location: {
    color: theme.palette.text.secondary,
    [theme.breakpoints.down('md')]: { gridRow: '1 / span 2' },
  },
  name: { fontWeight: 600 },
  id: { display: 'block', color: theme.palette.text.secondary },
}));

/** All tenants that one may see. */
export const TenantsList = () => {
  const classes = useStyles();
  const { t } = useWords();
  const nameOf = useLocationName();
  const base = useRouteRef(tenantsRouteRef)?.() ?? '';
  const navigate = useNavigate();
  const me = useMe();
  const tenants = useLiveQuery('tenants', (api, options) =>
    api.listTenants(options),
  );
  const [creating, setCreating] = useState(false);
  const mayCreate = me.data?.can.includes(tenantCreatePermission.name);
  const create = mayCreate && (
    <Button
      variant="contained"
      color="primary"
      onClick={() => setCreating(true)}
    >
      {t('tenants.create')}
    </Button>
  );

  const columns: Array<SimpleColumn<Tenant>> = [
    {
      id: 'name',
      title: t('tenants.column.name'),
      render: ({ record }) => (
        <>
          <Link
            to={`${base}/${encodeURIComponent(record.spec.name)}`}
            className={classes.name}
          >
            {record.spec.displayName}
          </Link>
          <span className={classes.id}>{record.spec.name}</span>
        </>
      ),
    },
    {
      id: 'owner',
      title: t('tenants.column.owner'),
      render: ({ record }) => <RefLink entityRef={record.spec.owner} />,
    },
    {
      id: 'members',
      title: t('tenants.column.members'),
      align: 'right',
      render: ({ record }) => record.spec.members.length,
    },
    {
      id: 'instances',
      title: t('tenants.column.instances'),
      align: 'right',
      render: ({ usage }) =>
        usage.reduce((sum, entry) => sum + entry.used.instances, 0),
    },
    {
      id: 'use',
      title: t('tenants.column.use'),
      render: ({ usage }) =>
        usage.map(entry => (
          <div key={entry.location} className={classes.use}>
            <span className={classes.location}>{nameOf(entry.location)}</span>
            {QUOTA_NAMES.map(name => (
              <UsageBar
                key={name}
                resource={name}
                used={entry.used[name]}
                quota={entry.quota[name]}
              />
            ))}
          </div>
        )),
    },
  ];

  return (
    <PageFrame
      title={t('tenants.title')}
      subtitle={t('tenants.subtitle')}
      actions={create}
    >
      <Loaded query={tenants}>
        {data =>
          data.tenants.length === 0 ? (
            <EmptyState
              title={t('tenants.empty.title')}
              description={t(
                mayCreate ? 'tenants.empty.canCreate' : 'tenants.empty.text',
              )}
              action={create}
            />
          ) : (
            <Paper variant="outlined">
              <SimpleTable
                label={t('tenants.title')}
                columns={columns}
                rows={data.tenants}
                rowKey={tenant => tenant.record.spec.name}
              />
            </Paper>
          )
        }
      </Loaded>
      <CreateTenantDialog
        open={creating}
        onClose={() => setCreating(false)}
        onCreated={name => navigate(`${base}/${name}`)}
      />
    </PageFrame>
  );
};
