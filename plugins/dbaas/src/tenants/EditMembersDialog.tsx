import { useApi } from '@backstage/core-plugin-api';
import {
  Tenant,
  TenantMember,
  TenantRole,
} from '@dbaas-portal/plugin-dbaas-common';
import { dbaasApiRef } from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { RiAddLine, RiDeleteBinLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { useWords } from '../translation/useWords';
import { EntityRefField } from '../ui/EntityRefField';
import { FormDialog } from '../ui/FormDialog';

const ROLES: readonly TenantRole[] = ['owner', 'member', 'viewer'];

function toRole(value: string): TenantRole {
  return ROLES.find(role => role === value) ?? 'viewer';
}

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1.5), paddingTop: 8 },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 130px 36px',
    gap: theme.spacing(1),
    alignItems: 'center',
  },
}));

/** Who belongs to a tenant, and as what. */
export const EditMembersDialog = (props: {
  open: boolean;
  tenant: Tenant;
  onClose: () => void;
  onDone: () => void;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const api = useApi(dbaasApiRef);
  const { record } = props.tenant;
  const [members, setMembers] = useState<TenantMember[]>([]);
  useEffect(() => {
    if (props.open) setMembers(record.spec.members);
    // What is typed must not be lost when the tenant is read again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [props.open]);
  const change = (index: number, member: TenantMember) =>
    setMembers(members.map((old, at) => (at === index ? member : old)));

  return (
    <FormDialog
      open={props.open}
      title={t('tenants.members.edit')}
      submitLabel={t('common.save')}
      disabled={members.some(member => !member.ref.includes(':'))}
      onClose={props.onClose}
      onSubmit={async () => {
        await api.updateTenant(record.spec.name, {
          revision: record.revision,
          members,
        });
        props.onDone();
      }}
    >
      <div className={classes.root}>
        {members.map((member, index) => (
          // Rows have no identity of their own while they are typed.
          // eslint-disable-next-line react/no-array-index-key
          <div key={index} className={classes.row}>
            <EntityRefField
              label={t('tenants.members.ref')}
              kinds={['Group', 'User']}
              value={member.ref}
              onChange={ref => change(index, { ...member, ref })}
            />
            <TextField
              select
              size="small"
              variant="outlined"
              id={`dbaas-member-role-${index}`}
              label={t('tenants.members.role')}
              value={member.role}
              onChange={event =>
                change(index, { ...member, role: toRole(event.target.value) })
              }
            >
              {ROLES.map(role => (
                <MenuItem
                  key={role}
                  value={role}
                  title={t(`tenants.members.means.${role}`)}
                >
                  {t(`tenants.members.roles.${role}`)}
                </MenuItem>
              ))}
            </TextField>
            <IconButton
              size="small"
              aria-label={t('common.remove', { name: member.ref })}
              onClick={() =>
                setMembers(members.filter((_, at) => at !== index))
              }
            >
              <RiDeleteBinLine size={16} />
            </IconButton>
          </div>
        ))}
        <div>
          <Button
            size="small"
            startIcon={<RiAddLine size={16} />}
            onClick={() =>
              setMembers([...members, { ref: '', role: 'member' }])
            }
          >
            {t('tenants.members.add')}
          </Button>
        </div>
      </div>
    </FormDialog>
  );
};
