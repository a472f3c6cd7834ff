import {
  Tenant,
  TenantMember,
  tenantUpdatePermission,
} from '@dbaas-portal/plugin-dbaas-common';
import { RefLink } from '@dbaas-portal/plugin-dbaas-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { useWords } from '../translation/useWords';
import { PermittedButton } from '../ui/PermittedButton';
import { Section } from '../ui/Section';
import { SimpleColumn, SimpleTable } from '../ui/SimpleTable';
import { EditMembersDialog } from './EditMembersDialog';

const useStyles = makeStyles(theme => ({
  note: { padding: theme.spacing(1.5, 2) },
  means: { color: theme.palette.text.secondary },
}));

/** Who belongs to a tenant. */
export const MembersSection = (props: {
  tenant: Tenant;
  onDone: () => void;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const { tenant } = props;
  const [editing, setEditing] = useState(false);
  const { members, owner } = tenant.record.spec;
  const permission = tenantUpdatePermission.name;
  const columns: Array<SimpleColumn<TenantMember>> = [
    {
      id: 'ref',
      title: t('tenants.members.ref'),
      render: member => <RefLink entityRef={member.ref} title={member.ref} />,
    },
    {
      id: 'role',
      title: t('tenants.members.role'),
      render: member => (
        <>
          {t(`tenants.members.roles.${member.role}`)}{' '}
          <span className={classes.means}>
            — {t(`tenants.members.means.${member.role}`)}
          </span>
        </>
      ),
    },
  ];
  return (
    <Section
      flush
      title={t('tenants.members.title')}
      actions={
        <PermittedButton
          label={t('tenants.members.edit')}
          reason={
            tenant.can.includes(permission)
              ? undefined
              : t('tenants.members.notAllowed', { permission })
          }
          onClick={() => setEditing(true)}
        />
      }
    >
      {members.length > 0 && (
        <SimpleTable
          label={t('tenants.members.title')}
          columns={columns}
          rows={members}
          rowKey={member => `${member.ref}/${member.role}`}
        />
      )}
      <Typography
        variant="body2"
        component="p"
        color="textSecondary"
        className={classes.note}
      >
        {members.length === 0 && `${t('tenants.members.none')} `}
        {t('tenants.members.ownerNote', {
          owner: <RefLink entityRef={owner} />,
        })}
      </Typography>
      <EditMembersDialog
        open={editing}
        tenant={tenant}
        onClose={() => setEditing(false)}
        onDone={props.onDone}
      />
    </Section>
  );
};
