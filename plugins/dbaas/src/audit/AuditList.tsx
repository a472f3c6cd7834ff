import { Progress } from '@backstage/core-components';
import { AuditRecord } from '@dbaas-portal/plugin-dbaas-common';
import {
  EmptyState,
  ErrorPanel,
  RefLink,
  StaleNotice,
  useFormat,
} from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import ButtonBase from '@material-ui/core/ButtonBase';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useMemo, useState } from 'react';
import { useWords } from '../translation/useWords';
import { usePagedQuery } from '../ui/usePagedQuery';
import { VirtualColumn, VirtualTable } from '../ui/VirtualTable';
import { AuditDrawer } from './AuditDrawer';
import { Outcome } from './Outcome';
import { useActionName } from './useActionName';
import { useAuditFilters } from './useAuditFilters';

const useStyles = makeStyles(theme => ({
  action: {
    fontSize: 'inherit',
    fontWeight: 600,
    color: theme.palette.primary.main,
    '&:hover': { textDecoration: 'underline' },
  },
  muted: { color: theme.palette.text.secondary },
  foot: { paddingTop: theme.spacing(1) },
}));

const keyOf = (record: AuditRecord) => record.id;

const detailsOf = (record: AuditRecord) =>
  Object.entries(record.details)
    .map(([name, value]) => `${name}: ${value}`)
    .join(' · ');

/** The records of the audit, newest first. */
export const AuditList = (props: {
  filters: ReturnType<typeof useAuditFilters>;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const format = useFormat();
  const actionName = useActionName();
  const { filters } = props;
  const [open, setOpen] = useState<AuditRecord>();
  const list = usePagedQuery(
    `audit?${filters.key}`,
    (api, cursor, options) =>
      api.listAudit({ ...filters.query, limit: 100, cursor }, options),
    { pollSeconds: 30 },
  );

  const columns = useMemo(
    (): Array<VirtualColumn<AuditRecord>> => [
      {
        id: 'action',
        title: t('audit.column.action'),
        width: 'minmax(170px, 1.2fr)',
        render: record => (
          <ButtonBase
            className={classes.action}
            onClick={() => setOpen(record)}
          >
            {actionName(record.action)}
          </ButtonBase>
        ),
      },
      {
        id: 'at',
        title: t('audit.column.at'),
        width: 'minmax(216px, 1fr)',
        render: record => (
          <time dateTime={record.at}>{format.dateTime(record.at)}</time>
        ),
      },
      {
        id: 'actor',
        title: t('audit.column.actor'),
        width: 'minmax(100px, 1fr)',
        render: record => <RefLink entityRef={record.actor} />,
      },
      {
        id: 'outcome',
        title: t('audit.column.outcome'),
        width: 'minmax(110px, 0.6fr)',
        render: record => <Outcome outcome={record.outcome} />,
      },
      {
        id: 'tenant',
        title: t('audit.column.tenant'),
        width: 'minmax(90px, 0.8fr)',
        render: record => record.tenant,
      },
      {
        id: 'instance',
        title: t('audit.column.instance'),
        width: 'minmax(130px, 1fr)',
        render: record => record.instance?.name,
      },
      {
        id: 'details',
        title: t('audit.column.details'),
        width: 'minmax(200px, 2fr)',
        render: record => (
          <span className={classes.muted}>{detailsOf(record)}</span>
        ),
      },
    ],
    [classes, t, format, actionName],
  );

  if (!list.data) {
    return list.error ? (
      <ErrorPanel error={list.error} onRetry={list.refresh} />
    ) : (
      <Progress />
    );
  }
  if (list.items.length === 0) {
    return (
      <EmptyState
        title={t(filters.active ? 'audit.noMatch.title' : 'audit.empty.title')}
        description={t(
          filters.active ? 'audit.noMatch.text' : 'audit.empty.text',
        )}
        action={
          filters.active && (
            <Button variant="outlined" onClick={filters.clear}>
              {t('common.clearFilters')}
            </Button>
          )
        }
      />
    );
  }
  return (
    <>
      <StaleNotice error={list.error} onRetry={list.refresh} />
      <VirtualTable
        label={t('audit.title')}
        columns={columns}
        rows={list.items}
        rowKey={keyOf}
        onRow={setOpen}
        onEnd={list.loadMore}
        onSight={list.onSight}
      />
      <Typography
        variant="body2"
        color="textSecondary"
        className={classes.foot}
      >
        {t('audit.retention', {
          days: String(list.data.pages[0].retentionDays),
        })}
      </Typography>
      <AuditDrawer record={open} onClose={() => setOpen(undefined)} />
    </>
  );
};
