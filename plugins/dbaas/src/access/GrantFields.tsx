import { UserGrant, UserLevel } from '@dbaas-portal/plugin-dbaas-common';
import { useLocalized } from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { RiAddLine, RiDeleteBinLine } from '@remixicon/react';
import { useId } from 'react';
import { useWords } from '../translation/useWords';

const ALL = '*';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1) },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr) 36px',
    gap: theme.spacing(1),
    alignItems: 'start',
  },
}));

/** Which level a user has on which database. */
export const GrantFields = (props: {
  levels: UserLevel[];
  databases: string[];
  value: UserGrant[];
  onChange: (value: UserGrant[]) => void;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const localized = useLocalized();
  const id = useId();
  const { value, onChange, levels } = props;
  const targets = [ALL, ...props.databases];
  const change = (index: number, grant: UserGrant) =>
    onChange(value.map((old, at) => (at === index ? grant : old)));
  return (
    <div className={classes.root}>
      {value.map((grant, index) => (
        // Grants have no identity of their own while they are edited.
        // eslint-disable-next-line react/no-array-index-key
        <div key={index} className={classes.row}>
          <TextField
            select
            id={`${id}-${index}-level`}
            size="small"
            variant="outlined"
            label={t('access.form.level')}
            value={grant.level}
            helperText={levels
              .filter(level => level.id === grant.level)
              .map(level => localized(level.description))
              .join('')}
            onChange={event =>
              change(index, { ...grant, level: event.target.value })
            }
          >
            {levels.map(level => (
              <MenuItem key={level.id} value={level.id} dense>
                {localized(level.name)}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            select
            id={`${id}-${index}-database`}
            size="small"
            variant="outlined"
            label={t('access.form.onDatabase')}
            value={grant.database}
            onChange={event =>
              change(index, { ...grant, database: event.target.value })
            }
          >
            {[...new Set([...targets, grant.database])].map(name => (
              <MenuItem key={name} value={name} dense>
                {name === ALL ? t('access.users.allDatabases') : name}
              </MenuItem>
            ))}
          </TextField>
          <IconButton
            size="small"
            aria-label={t('common.remove', { name: grant.level })}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
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
            onChange([
              ...value,
              {
                level: levels[0]?.id ?? '',
                database: props.databases[0] ?? ALL,
              },
            ])
          }
        >
          {t('access.form.addGrant')}
        </Button>
      </div>
    </div>
  );
};
