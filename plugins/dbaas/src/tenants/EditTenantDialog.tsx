import { useApi } from '@backstage/core-plugin-api';
import { Tenant } from '@dbaas-portal/plugin-dbaas-common';
import { dbaasApiRef } from '@dbaas-portal/plugin-dbaas-react';
import TextField from '@material-ui/core/TextField';
import { useEffect, useState } from 'react';
import { useWords } from '../translation/useWords';
import { FormDialog } from '../ui/FormDialog';

/** Changes what a tenant is shown as and what it is for. */
export const EditTenantDialog = (props: {
  open: boolean;
  tenant: Tenant;
  onClose: () => void;
  onDone: () => void;
}) => {
  const { t } = useWords();
  const api = useApi(dbaasApiRef);
  const { record } = props.tenant;
  const [displayName, setDisplayName] = useState('');
  const [description, setDescription] = useState('');
  useEffect(() => {
    if (props.open) {
      setDisplayName(record.spec.displayName);
      setDescription(record.spec.description ?? '');
    }
    // What is typed must not be lost when the tenant is read again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [props.open]);
  return (
    <FormDialog
      open={props.open}
      title={t('tenants.form.editTitle')}
      submitLabel={t('common.save')}
      disabled={displayName.trim() === ''}
      onClose={props.onClose}
      onSubmit={async () => {
        await api.updateTenant(record.spec.name, {
          revision: record.revision,
          displayName: displayName.trim(),
          description: description.trim(),
        });
        props.onDone();
      }}
    >
      <TextField
        id="dbaas-tenant-display-name"
        fullWidth
        required
        margin="normal"
        variant="outlined"
        label={t('tenants.form.displayName')}
        value={displayName}
        inputProps={{ maxLength: 128 }}
        onChange={event => setDisplayName(event.target.value)}
      />
      <TextField
        id="dbaas-tenant-description"
        fullWidth
        multiline
        margin="normal"
        variant="outlined"
        label={t('tenants.form.description')}
        value={description}
        inputProps={{ maxLength: 2000 }}
        onChange={event => setDescription(event.target.value)}
      />
    </FormDialog>
  );
};
