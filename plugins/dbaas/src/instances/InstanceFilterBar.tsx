import { Instance } from '@dbaas-portal/plugin-dbaas-common';
import {
  useEngines,
  useLocationName,
  useMe,
} from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useCallback } from 'react';
import { useWords } from '../translation/useWords';
import { FilterSelect } from '../ui/FilterSelect';
import { SearchField } from '../ui/SearchField';
import { ENVIRONMENTS } from '../ui/environments';
import { InstanceFilters } from './filters';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    margin: theme.spacing(1.5, 0),
  },
}));

function unique(values: string[]): string[] {
  return [...new Set(values)].sort();
}

/** Search and filters. Their values come from what the person may see. */
export const InstanceFilterBar = (props: {
  filters: InstanceFilters;
  items: Instance[];
}) => {
  const classes = useStyles();
  const { t, shared } = useWords();
  const { filters, items } = props;
  const { set } = filters;
  const me = useMe();
  const engines = useEngines();
  const nameOf = useLocationName();
  const search = useCallback((text: string) => set('search', text), [set]);
  const plain = (values: string[]) =>
    unique(values).map(value => ({ value, label: value }));

  return (
    <div className={classes.root} role="search">
      <SearchField
        label={t('instances.searchLabel')}
        value={filters.single('search')}
        onChange={search}
      />
      <FilterSelect
        label={t('instances.column.tenant')}
        options={(me.data?.tenants ?? []).map(tenant => ({
          value: tenant.name,
          label: tenant.displayName,
        }))}
        selected={filters.list('tenant')}
        onChange={values => set('tenant', values)}
      />
      <FilterSelect
        label={t('instances.column.engine')}
        options={(engines.data?.engines ?? []).map(engine => ({
          value: engine.id,
          label: engine.name,
        }))}
        selected={filters.list('engine')}
        onChange={values => set('engine', values)}
      />
      <FilterSelect
        label={t('instances.column.environment')}
        options={ENVIRONMENTS.map(value => ({
          value,
          label: shared(`environment.${value}`),
        }))}
        selected={filters.list('environment')}
        onChange={values => set('environment', values)}
      />
      <FilterSelect
        label={t('instances.column.owner')}
        options={plain(items.map(item => item.record.spec.owner))}
        selected={filters.list('owner')}
        onChange={values => set('owner', values)}
      />
      <FilterSelect
        label={t('instances.column.location')}
        options={unique([
          ...(engines.data?.offers ?? []).map(offer => offer.location),
          ...items.map(item => item.record.spec.location),
        ]).map(value => ({ value, label: nameOf(value) }))}
        selected={filters.list('location')}
        onChange={values => set('location', values)}
      />
      {filters.active && (
        <Button size="small" onClick={filters.clear}>
          {t('common.clearFilters')}
        </Button>
      )}
    </div>
  );
};
