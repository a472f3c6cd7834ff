import { useApi } from '@backstage/core-plugin-api';
import { isValidName, NAME_RULE_TEXT } from '@dbaas-portal/plugin-dbaas-common';
import {
  dbaasApiRef,
  useEngines,
  useLocalized,
} from '@dbaas-portal/plugin-dbaas-react';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useId, useState } from 'react';
import { useWords } from '../translation/useWords';
import { EntityRefField } from '../ui/EntityRefField';
import { FormDialog } from '../ui/FormDialog';
import { QuotaFields } from './QuotaFields';
import { EMPTY_QUOTA, QuotaDraft, toQuotas } from './quotas';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2), paddingTop: 8 },
}));

/** Makes a tenant with its first quota. */
export const CreateTenantDialog = (props: {
  open: boolean;
  onClose: () => void;
  onCreated: (name: string) => void;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const localized = useLocalized();
  const id = useId();
  const api = useApi(dbaasApiRef);
  const firstLocation = useEngines().data?.offers[0]?.location;
  const [name, setName] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [description, setDescription] = useState('');
  const [owner, setOwner] = useState('');
  const [drafts, setDrafts] = useState<Record<string, QuotaDraft>>({});
  useEffect(() => {
    if (props.open) {
      setName('');
      setDisplayName('');
      setDescription('');
      setOwner('');
      setDrafts(firstLocation ? { [firstLocation]: EMPTY_QUOTA } : {});
    }
  }, [props.open, firstLocation]);
  const quotas = toQuotas(drafts);
  const wrongName = name !== '' && !isValidName(name);

  return (
    <FormDialog
      open={props.open}
      title={t('tenants.form.title')}
      submitLabel={t('tenants.create')}
      disabled={!isValidName(name) || !displayName.trim() || !owner || !quotas}
      onClose={props.onClose}
      onSubmit={async () => {
        await api.createTenant({
          name,
          displayName: displayName.trim(),
          ...(description.trim() && { description: description.trim() }),
          owner,
          members: [],
          quotas: quotas ?? {},
        });
        props.onCreated(name);
      }}
    >
      <div className={classes.root}>
        <TextField
          id={`${id}-name`}
          required
          size="small"
          variant="outlined"
          label={t('tenants.form.name')}
          value={name}
          error={wrongName}
          helperText={
            wrongName ? localized(NAME_RULE_TEXT) : t('tenants.form.nameHint')
          }
          onChange={event => setName(event.target.value)}
        />
        <TextField
          id={`${id}-display`}
          required
          size="small"
          variant="outlined"
          label={t('tenants.form.displayName')}
          value={displayName}
          inputProps={{ maxLength: 100 }}
          onChange={event => setDisplayName(event.target.value)}
        />
        <TextField
          id={`${id}-text`}
          size="small"
          multiline
          variant="outlined"
          label={t('tenants.form.description')}
          value={description}
          inputProps={{ maxLength: 2000 }}
          onChange={event => setDescription(event.target.value)}
        />
        <EntityRefField
          required
          label={t('tenants.form.owner')}
          kinds={['Group']}
          value={owner}
          onChange={setOwner}
        />
        <QuotaFields drafts={drafts} onChange={setDrafts} />
      </div>
    </FormDialog>
  );
};
