import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { RiDeleteBinLine } from '@remixicon/react';
import { useId, useState } from 'react';
import { useEngines, useLocationName } from '@dbaas-portal/plugin-dbaas-react';
import { useWords } from '../translation/useWords';
import { EMPTY_QUOTA, isValidAmount, QUOTA_NAMES, QuotaDraft } from './quotas';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2) },
  location: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
  },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(110px, 1fr))',
    gap: theme.spacing(1),
    marginTop: theme.spacing(0.5),
  },
  add: { display: 'flex', gap: theme.spacing(1), alignItems: 'center' },
  select: { minWidth: 160 },
}));

/** The quota of a tenant, by location. */
export const QuotaFields = (props: {
  drafts: Record<string, QuotaDraft>;
  onChange: (drafts: Record<string, QuotaDraft>) => void;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const id = useId();
  const { drafts, onChange } = props;
  const engines = useEngines();
  const nameOf = useLocationName();
  const closed = [
    ...new Set((engines.data?.offers ?? []).map(offer => offer.location)),
  ].filter(location => !(location in drafts));
  const [choice, setChoice] = useState('');
  const chosen = closed.includes(choice) ? choice : closed[0] ?? '';

  return (
    <div className={classes.root}>
      {Object.entries(drafts).map(([location, draft]) => (
        <div key={location} role="group" aria-label={nameOf(location)}>
          <div className={classes.location}>
            <Typography variant="subtitle2" component="h3">
              {nameOf(location)}
            </Typography>
            <IconButton
              size="small"
              aria-label={t('common.remove', { name: nameOf(location) })}
              onClick={() => {
                const { [location]: _, ...rest } = drafts;
                onChange(rest);
              }}
            >
              <RiDeleteBinLine size={16} />
            </IconButton>
          </div>
          <div className={classes.fields}>
            {QUOTA_NAMES.map(name => (
              <TextField
                key={name}
                id={`${id}-${location}-${name}`}
                size="small"
                variant="outlined"
                label={t(`tenants.quota.${name}`)}
                InputLabelProps={{ shrink: true }}
                placeholder="∞"
                value={draft[name]}
                error={!isValidAmount(name, draft[name])}
                inputProps={{ inputMode: 'decimal' }}
                onChange={event =>
                  onChange({
                    ...drafts,
                    [location]: { ...draft, [name]: event.target.value },
                  })
                }
              />
            ))}
          </div>
        </div>
      ))}
      <Typography variant="caption" color="textSecondary">
        {t('tenants.quota.unlimitedHint')}
      </Typography>
      {closed.length > 0 && (
        <div className={classes.add}>
          <TextField
            select
            id={`${id}-add`}
            className={classes.select}
            size="small"
            variant="outlined"
            label={t('tenants.quota.location')}
            value={chosen}
            onChange={event => setChoice(event.target.value)}
          >
            {closed.map(location => (
              <MenuItem key={location} value={location}>
                {nameOf(location)}
              </MenuItem>
            ))}
          </TextField>
          <Button
            size="small"
            variant="outlined"
            onClick={() => onChange({ ...drafts, [chosen]: EMPTY_QUOTA })}
          >
            {t('tenants.quota.addLocation')}
          </Button>
        </div>
      )}
    </div>
  );
};
