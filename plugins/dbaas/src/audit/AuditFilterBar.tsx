import { useMe } from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../translation/useWords';
import { TextFilter } from '../ui/TextFilter';
import { KNOWN_ACTIONS } from './actions';
import { useActionName } from './useActionName';
import { useAuditFilters } from './useAuditFilters';

const OUTCOMES = ['succeeded', 'failed', 'denied'] as const;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1.5),
  },
  select: { minWidth: 130 },
}));

/** The filters of the audit. */
export const AuditFilterBar = (props: {
  filters: ReturnType<typeof useAuditFilters>;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const me = useMe();
  const actionName = useActionName();
  const { filters } = props;
  const choice = (
    key: 'action' | 'outcome' | 'tenant',
    options: Array<{ value: string; label: string }>,
  ) => (
    <TextField
      select
      id={`dbaas-audit-${key}`}
      size="small"
      variant="outlined"
      className={classes.select}
      label={t(`audit.filter.${key}`)}
      InputLabelProps={{ shrink: true, htmlFor: `dbaas-audit-${key}` }}
      SelectProps={{ displayEmpty: true }}
      value={filters.single(key)}
      onChange={event => filters.set(key, event.target.value)}
    >
      <MenuItem value="" dense>
        {t('common.any')}
      </MenuItem>
      {options.map(option => (
        <MenuItem key={option.value} value={option.value} dense>
          {option.label}
        </MenuItem>
      ))}
    </TextField>
  );
  return (
    <div className={classes.root} role="search">
      {(['actor', 'instance'] as const).map(key => (
        <TextFilter
          key={key}
          label={t(`audit.filter.${key}`)}
          value={filters.single(key)}
          onChange={value => filters.set(key, value)}
        />
      ))}
      {choice(
        'action',
        [...new Set([...KNOWN_ACTIONS, filters.single('action')])]
          .filter(Boolean)
          .map(value => ({ value, label: actionName(value) }))
          .sort((one, two) => one.label.localeCompare(two.label)),
      )}
      {choice(
        'outcome',
        OUTCOMES.map(value => ({ value, label: t(`audit.outcome.${value}`) })),
      )}
      {choice(
        'tenant',
        (me.data?.tenants ?? []).map(tenant => ({
          value: tenant.name,
          label: tenant.displayName,
        })),
      )}
      {(['from', 'to'] as const).map(key => (
        <TextFilter
          key={key}
          type="datetime-local"
          label={t(`audit.filter.${key}`)}
          value={filters.single(key)}
          onChange={value => filters.set(key, value)}
        />
      ))}
      {filters.active && (
        <Button size="small" onClick={filters.clear}>
          {t('common.clearFilters')}
        </Button>
      )}
    </div>
  );
};
