import { useApi } from '@backstage/core-plugin-api';
import { Environment, InstanceDetail } from '@dbaas-portal/plugin-dbaas-common';
import { dbaasApiRef } from '@dbaas-portal/plugin-dbaas-react';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useId, useState } from 'react';
import { fromLocalInput, toLocalInput } from '../forms/localTime';
import { useWords } from '../translation/useWords';
import { EntityRefField } from '../ui/EntityRefField';
import { ENVIRONMENTS } from '../ui/environments';
import { FormDialog } from '../ui/FormDialog';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2), paddingTop: 8 },
  two: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr)',
    gap: theme.spacing(1),
  },
}));

type Draft = {
  description: string;
  owner: string;
  environment: Environment;
  expiresAt: string;
  graceDays: string;
  protected: boolean;
};

function draftOf({ record: { spec } }: InstanceDetail): Draft {
  return {
    description: spec.description ?? '',
    owner: spec.owner,
    environment: spec.environment,
    expiresAt: toLocalInput(spec.lifetime?.expiresAt),
    graceDays: String(spec.lifetime?.graceDays ?? 7),
    protected: spec.protected,
  };
}

/** Changes what no member notices: texts, owner, protection, lifetime. */
export const EditDetailsDialog = (props: {
  open: boolean;
  instance: InstanceDetail;
  onClose: () => void;
  onDone: () => void;
}) => {
  const classes = useStyles();
  const { t, shared } = useWords();
  const id = useId();
  const api = useApi(dbaasApiRef);
  const { open, instance } = props;
  const { uid, revision, spec } = instance.record;
  const [draft, setDraft] = useState(() => draftOf(instance));
  useEffect(() => {
    if (open) setDraft(draftOf(instance));
    // What is typed must not be lost when the instance is read again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open]);
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const graceDays = Number(draft.graceDays);
  const expiresAt = fromLocalInput(draft.expiresAt);
  const valid =
    draft.owner.includes(':') &&
    Number.isInteger(graceDays) &&
    graceDays >= 0 &&
    (draft.expiresAt === '' || expiresAt !== undefined);
  const before = toLocalInput(spec.lifetime?.expiresAt);
  const lifetimeChanged =
    draft.expiresAt !== before ||
    (expiresAt && graceDays !== spec.lifetime?.graceDays);

  return (
    <FormDialog
      open={open}
      title={t('instance.details.editTitle')}
      submitLabel={t('common.save')}
      disabled={!valid}
      onClose={props.onClose}
      onSubmit={async () => {
        await api.updateInstance(uid, {
          revision,
          description: draft.description.trim(),
          owner: draft.owner,
          environment: draft.environment,
          protected: draft.protected,
          ...(lifetimeChanged && {
            lifetime: expiresAt ? { expiresAt, graceDays } : null,
          }),
        });
        props.onDone();
      }}
    >
      <div className={classes.root}>
        <TextField
          id={`${id}-text`}
          multiline
          size="small"
          variant="outlined"
          label={t('instance.details.description')}
          value={draft.description}
          inputProps={{ maxLength: 2000 }}
          onChange={event => set({ description: event.target.value })}
        />
        <EntityRefField
          required
          label={t('instance.details.owner')}
          kinds={['Group', 'User']}
          value={draft.owner}
          onChange={owner => set({ owner })}
        />
        <TextField
          select
          id={`${id}-environment`}
          size="small"
          variant="outlined"
          label={t('instance.details.environment')}
          value={draft.environment}
          onChange={event => {
            const environment = ENVIRONMENTS.find(
              entry => entry === event.target.value,
            );
            if (environment) set({ environment });
          }}
        >
          {ENVIRONMENTS.map(environment => (
            <MenuItem key={environment} value={environment} dense>
              {shared(`environment.${environment}`)}
            </MenuItem>
          ))}
        </TextField>
        <div className={classes.two}>
          <TextField
            id={`${id}-expires`}
            type="datetime-local"
            size="small"
            variant="outlined"
            label={t('instance.details.expiresAt')}
            InputLabelProps={{ shrink: true }}
            helperText={t('instance.details.expiresHint')}
            value={draft.expiresAt}
            onChange={event => set({ expiresAt: event.target.value })}
          />
          <TextField
            id={`${id}-grace`}
            type="number"
            size="small"
            variant="outlined"
            label={t('instance.details.graceDays')}
            disabled={draft.expiresAt === ''}
            value={draft.graceDays}
            inputProps={{ min: 0, max: 365 }}
            onChange={event => set({ graceDays: event.target.value })}
          />
        </div>
        <FormControlLabel
          control={
            <Checkbox
              color="primary"
              checked={draft.protected}
              onChange={event => set({ protected: event.target.checked })}
            />
          }
          label={t('instance.details.protected')}
        />
      </div>
    </FormDialog>
  );
};
