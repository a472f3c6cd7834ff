import { LinkButton, Progress } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Instance } from '@dbaas-portal/plugin-dbaas-common';
import {
  EmptyState,
  ErrorPanel,
  StaleNotice,
  useFormat,
  useMe,
} from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useCallback } from 'react';
import { useNavigate } from 'react-router-dom';
import { requestRouteRef } from '../routes';
import { useWords } from '../translation/useWords';
import { instanceRef } from '../ui/entityRef';
import { PageFrame } from '../ui/PageFrame';
import { PausedNotice } from '../ui/PausedNotice';
import { usePagedQuery } from '../ui/usePagedQuery';
import { useSortParams } from '../ui/useSortParams';
import { VirtualTable } from '../ui/VirtualTable';
import { useInstanceFilters } from './filters';
import { HealthCounts } from './HealthCounts';
import { InstanceFilterBar } from './InstanceFilterBar';
import { useInstanceColumns } from './useInstanceColumns';

const PAGE_SIZE = 100;

const useStyles = makeStyles(theme => ({
  top: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
  },
  foot: {
    display: 'flex',
    justifyContent: 'space-between',
    paddingTop: theme.spacing(1),
    color: theme.palette.text.secondary,
  },
}));

const keyOf = (instance: Instance) => instance.record.uid;

/** All databases that one may see. */
export const InstancesPage = () => {
  const classes = useStyles();
  const { t } = useWords();
  const format = useFormat();
  const filters = useInstanceFilters();
  const { query } = filters;
  const me = useMe();
  const requestPath = useRouteRef(requestRouteRef)?.();
  const entityLink = useEntityRefLink();
  const navigate = useNavigate();
  const columns = useInstanceColumns();
  const onSort = useSortParams({
    sort: query.sort ?? 'name',
    order: query.order ?? 'asc',
  });

  const list = usePagedQuery(
    `instances?${filters.key}`,
    (api, cursor, options) =>
      api.listInstances({ ...query, limit: PAGE_SIZE, cursor }, options),
    { pollSeconds: 10 },
  );
  const first = list.data?.pages[0];
  const open = useCallback(
    (instance: Instance) =>
      navigate(entityLink(instanceRef(instance.record.spec))),
    [navigate, entityLink],
  );

  const request = requestPath && (
    <LinkButton to={requestPath} variant="contained" color="primary">
      {t('instances.request')}
    </LinkButton>
  );

  const content = () => {
    if (!first) {
      if (list.error) {
        return <ErrorPanel error={list.error} onRetry={list.refresh} />;
      }
      return <Progress />;
    }
    if (list.items.length === 0) {
      if (filters.active) {
        return (
          <EmptyState
            title={t('instances.noMatch.title')}
            description={t('instances.noMatch.text')}
            action={
              <Button variant="outlined" onClick={filters.clear}>
                {t('common.clearFilters')}
              </Button>
            }
          />
        );
      }
      const homeless = me.data?.tenants.length === 0;
      return (
        <EmptyState
          title={t('instances.empty.title')}
          description={t(
            homeless ? 'instances.empty.noTenant' : 'instances.empty.text',
          )}
          action={homeless ? undefined : request}
        />
      );
    }
    return (
      <>
        <VirtualTable
          label={t('instances.title')}
          columns={columns}
          rows={list.items}
          rowKey={keyOf}
          total={first.total}
          sort={{
            column: query.sort ?? 'name',
            order: query.order ?? 'asc',
          }}
          sortLabel={column => t('instances.sortBy', { column })}
          onSort={onSort}
          onRow={open}
          onEnd={list.loadMore}
          onSight={list.onSight}
        />
        <div className={classes.foot}>
          <Typography variant="body2">
            {t('common.shown', {
              shown: format.number(list.items.length),
              total: format.number(first.total),
            })}
          </Typography>
          {list.data?.more && (
            <Button
              size="small"
              onClick={list.loadMore}
              disabled={list.reloading}
            >
              {list.reloading ? t('common.loadingMore') : t('common.more')}
            </Button>
          )}
        </div>
      </>
    );
  };

  return (
    <PageFrame
      title={t('instances.title')}
      subtitle={t('instances.subtitle')}
      actions={request}
    >
      <PausedNotice paused={me.data?.paused} />
      <div className={classes.top}>
        <HealthCounts
          counts={first?.counts ?? { green: 0, yellow: 0, red: 0, grey: 0 }}
          selected={filters.list('health')}
          onChange={values => filters.set('health', values)}
        />
        {first && (
          <Typography variant="body2" color="textSecondary" role="status">
            {t('instances.total', { total: format.number(first.total) })}
          </Typography>
        )}
      </div>
      <InstanceFilterBar filters={filters} items={list.items} />
      {first && <StaleNotice error={list.error} onRetry={list.refresh} />}
      {content()}
    </PageFrame>
  );
};
