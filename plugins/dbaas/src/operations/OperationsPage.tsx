import { Progress } from '@backstage/core-components';
import {
  Operation,
  OPERATION_KINDS,
  OPERATION_STATES,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  EmptyState,
  ErrorPanel,
  StaleNotice,
  useKindName,
  useMe,
} from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useCallback } from 'react';
import { useWords } from '../translation/useWords';
import { FilterSelect } from '../ui/FilterSelect';
import { PageFrame } from '../ui/PageFrame';
import { SearchField } from '../ui/SearchField';
import { usePagedQuery } from '../ui/usePagedQuery';
import { useUrlFilters } from '../ui/useUrlFilters';
import { VirtualTable } from '../ui/VirtualTable';
import { FleetSwitch } from './FleetSwitch';
import { OperationDrawer } from './OperationDrawer';
import { useOperationColumns } from './useOperationColumns';

const LISTS = ['state', 'kind', 'tenant'] as const;
const SINGLES = ['search'] as const;
/** In the URL too, but no filter: a link can open an operation. */
const OPEN = 'operation';
const PAGE_SIZE = 100;

const useStyles = makeStyles(theme => ({
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    margin: theme.spacing(1.5, 0),
  },
}));

const keyOf = (operation: Operation) => operation.id;

/** The operations of the whole fleet. */
export const OperationsPage = () => {
  const classes = useStyles();
  const { t, shared } = useWords();
  const kindName = useKindName();
  const me = useMe();
  const filters = useUrlFilters(LISTS, SINGLES);
  const { set } = filters;
  const params = new URLSearchParams(filters.key);
  const openId = params.get(OPEN) ?? undefined;
  params.delete(OPEN);
  const list = usePagedQuery(
    `operations?${params}`,
    (api, cursor, options) =>
      api.listOperations(
        {
          state: filters.list('state'),
          kind: filters.list('kind'),
          tenant: filters.list('tenant'),
          search: filters.single('search') || undefined,
          limit: PAGE_SIZE,
          cursor,
        },
        options,
      ),
    { pollSeconds: 5 },
  );
  const open = useCallback(
    (operation: Operation) => set(OPEN, operation.id),
    [set],
  );
  const search = useCallback((text: string) => set('search', text), [set]);
  const columns = useOperationColumns(open, 'fleet');

  const content = () => {
    if (!list.data) {
      if (list.error) {
        return <ErrorPanel error={list.error} onRetry={list.refresh} />;
      }
      return <Progress />;
    }
    if (list.items.length === 0) {
      return filters.active ? (
        <EmptyState
          title={t('operations.noMatch.title')}
          description={t('operations.noMatch.text')}
          action={
            <Button variant="outlined" onClick={filters.clear}>
              {t('common.clearFilters')}
            </Button>
          }
        />
      ) : (
        <EmptyState
          title={t('operations.empty.title')}
          description={t('operations.empty.text')}
        />
      );
    }
    return (
      <>
        <StaleNotice error={list.error} onRetry={list.refresh} />
        <VirtualTable
          label={t('operations.title')}
          columns={columns}
          rows={list.items}
          rowKey={keyOf}
          onRow={open}
          onEnd={list.loadMore}
          onSight={list.onSight}
        />
      </>
    );
  };

  return (
    <PageFrame
      title={t('operations.title')}
      subtitle={t('operations.subtitle')}
    >
      <FleetSwitch />
      <div className={classes.filters} role="search">
        <SearchField
          label={t('operations.searchLabel')}
          value={filters.single('search')}
          onChange={search}
        />
        <FilterSelect
          label={t('operations.column.state')}
          options={OPERATION_STATES.map(value => ({
            value,
            label: shared(`state.${value}`),
          }))}
          selected={filters.list('state')}
          onChange={values => set('state', values)}
        />
        <FilterSelect
          label={t('operations.column.kind')}
          options={OPERATION_KINDS.map(value => ({
            value,
            label: kindName(value),
          }))}
          selected={filters.list('kind')}
          onChange={values => set('kind', values)}
        />
        <FilterSelect
          label={t('operations.column.tenant')}
          options={(me.data?.tenants ?? []).map(tenant => ({
            value: tenant.name,
            label: tenant.displayName,
          }))}
          selected={filters.list('tenant')}
          onChange={values => set('tenant', values)}
        />
        {filters.active && (
          <Button size="small" onClick={filters.clear}>
            {t('common.clearFilters')}
          </Button>
        )}
      </div>
      {content()}
      <OperationDrawer id={openId} onClose={() => set(OPEN, '')} />
    </PageFrame>
  );
};
