import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  Tenant,
  tenantDeletePermission,
  tenantQuotaPermission,
  tenantUpdatePermission,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  ConfirmByName,
  dbaasApiRef,
  EmptyState,
  RefLink,
  RelativeTime,
  useLocationName,
} from '@dbaas-portal/plugin-dbaas-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { rootRouteRef, tenantsRouteRef } from '../routes';
import { useWords } from '../translation/useWords';
import { tenantRef } from '../ui/entityRef';
import { Facts } from '../ui/Facts';
import { PermittedButton } from '../ui/PermittedButton';
import { Section } from '../ui/Section';
import { EditQuotaDialog } from './EditQuotaDialog';
import { EditTenantDialog } from './EditTenantDialog';
import { MembersSection } from './MembersSection';
import { UsageBars } from './UsageBars';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 2fr)',
    gap: theme.spacing(2),
    alignItems: 'start',
    [theme.breakpoints.down('md')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
    },
  },
  column: { display: 'grid', gap: theme.spacing(2) },
  links: { display: 'flex', gap: theme.spacing(2), marginTop: 16 },
  usage: { display: 'grid', gap: theme.spacing(3) },
}));

/** One tenant: what it is, who belongs to it, what it uses. */
export const TenantDetail = (props: {
  tenant: Tenant;
  onChanged: () => void;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const nameOf = useLocationName();
  const api = useApi(dbaasApiRef);
  const navigate = useNavigate();
  const tenantsPath = useRouteRef(tenantsRouteRef)?.() ?? '';
  const databasesPath = useRouteRef(rootRouteRef)?.() ?? '';
  const { tenant, onChanged } = props;
  const { record, usage, can } = tenant;
  const [editingQuota, setEditingQuota] = useState(false);
  const [editing, setEditing] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const instances = usage.reduce((sum, e) => sum + e.used.instances, 0);

  const notDeletable = () => {
    const permission = tenantDeletePermission.name;
    if (!can.includes(permission)) {
      return t('tenants.delete.notAllowed', { permission });
    }
    return instances > 0
      ? t('tenants.delete.notEmpty', { number: String(instances) })
      : undefined;
  };

  return (
    <div className={classes.root}>
      <Section
        title={t('tenants.detail.about')}
        actions={
          <>
            <PermittedButton
              label={t('common.edit')}
              reason={
                can.includes(tenantUpdatePermission.name)
                  ? undefined
                  : t('actions.notAllowed', {
                      permission: tenantUpdatePermission.name,
                    })
              }
              onClick={() => setEditing(true)}
            />
            <PermittedButton
              label={t('tenants.delete.button')}
              reason={notDeletable()}
              onClick={() => setDeleting(true)}
            />
          </>
        }
      >
        <Facts
          facts={[
            { name: t('tenants.detail.name'), value: record.spec.name },
            Boolean(record.spec.description) && {
              name: t('tenants.detail.description'),
              value: record.spec.description,
            },
            {
              name: t('tenants.detail.owner'),
              value: <RefLink entityRef={record.spec.owner} />,
            },
            {
              name: t('tenants.detail.created'),
              value: (
                <>
                  <RelativeTime at={record.createdAt} />{' '}
                  {t('tenants.detail.createdBy', {
                    actor: <RefLink entityRef={record.createdBy} />,
                  })}
                </>
              ),
            },
            {
              name: t('tenants.detail.revision'),
              value: String(record.revision),
            },
          ]}
        />
        <Typography variant="body2" component="div" className={classes.links}>
          <Link
            to={`${databasesPath}?tenant=${encodeURIComponent(
              record.spec.name,
            )}`}
          >
            {t('tenants.detail.databases')}
          </Link>
          <RefLink
            entityRef={tenantRef(record.spec.name)}
            title={t('tenants.detail.entity')}
          />
        </Typography>
      </Section>
      <div className={classes.column}>
        <Section
          title={t('tenants.quota.title')}
          actions={
            <PermittedButton
              label={t('tenants.quota.edit')}
              reason={
                can.includes(tenantQuotaPermission.name)
                  ? undefined
                  : t('tenants.quota.notAllowed', {
                      permission: tenantQuotaPermission.name,
                    })
              }
              onClick={() => setEditingQuota(true)}
            />
          }
        >
          {usage.length === 0 ? (
            <EmptyState title={t('tenants.quota.none')} />
          ) : (
            <div className={classes.usage}>
              {usage.map(entry => (
                <div key={entry.location}>
                  <Typography variant="subtitle2" component="h3">
                    {nameOf(entry.location)}
                  </Typography>
                  <UsageBars usage={entry} />
                </div>
              ))}
            </div>
          )}
        </Section>
        <MembersSection tenant={tenant} onDone={onChanged} />
      </div>
      <EditTenantDialog
        open={editing}
        tenant={tenant}
        onClose={() => setEditing(false)}
        onDone={onChanged}
      />
      <EditQuotaDialog
        open={editingQuota}
        tenant={tenant}
        onClose={() => setEditingQuota(false)}
        onDone={onChanged}
      />
      <ConfirmByName
        open={deleting}
        title={t('tenants.delete.title')}
        name={record.spec.name}
        confirmLabel={t('tenants.delete.button')}
        onClose={() => setDeleting(false)}
        onConfirm={async () => {
          await api.deleteTenant(record.spec.name, record.revision);
          navigate(tenantsPath);
        }}
      >
        <Typography variant="body2">{t('tenants.delete.text')}</Typography>
      </ConfirmByName>
    </div>
  );
};
