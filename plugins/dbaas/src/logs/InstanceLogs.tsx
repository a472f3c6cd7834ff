import {
  InstanceDetail,
  LogLine,
  logsReadPermission,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  EmptyState,
  ErrorPanel,
  LogQuery,
  ReasonText,
  useFormat,
} from '@dbaas-portal/plugin-dbaas-react';
import { Progress } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useCallback, useMemo, useState } from 'react';
import { download } from '../audit/download';
import { useWords } from '../translation/useWords';
import { LogList } from './LogList';
import { LogToolbar, LogView } from './LogToolbar';
import { countLines, matching, MAX_ROWS, Row, Rows } from './rows';
import { useLog } from './useLog';

const LINES = 500;

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1), minWidth: 0 },
  status: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 2),
    justifyContent: 'space-between',
  },
}));

function asText(rows: Row[], raw: boolean): string {
  const textOf = (line: LogLine) =>
    raw
      ? line.raw ?? line.text
      : [line.time, line.level?.toUpperCase(), line.text]
          .filter(part => part !== undefined)
          .join(' ');
  return rows
    .flatMap(row => ('line' in row ? [`${textOf(row.line)}\n`] : []))
    .join('');
}

/** One log at a time, of the instance's members. */
const LogWindow = ({ instance }: { instance: InstanceDetail }) => {
  const classes = useStyles();
  const { t } = useWords();
  const format = useFormat();
  const { members } = instance.status;
  const { uid, spec } = instance.record;
  const first = members.find(m => m.role === 'primary') ?? members[0];
  const [query, setQuery] = useState<Required<LogQuery>>({
    member: first.name,
    lines: LINES,
    follow: false,
    previous: false,
  });
  const [view, setView] = useState<Omit<LogView, 'paused'>>({
    filter: '',
    raw: false,
  });
  // What is shown while it is paused; what comes is kept meanwhile.
  const [paused, setPaused] = useState<Rows>();
  const log = useLog(uid, query);
  const { rows, count } = paused ?? log.rows;
  const shown = useMemo(() => matching(rows, view.filter), [rows, view.filter]);
  const onFilter = useCallback(
    (filter: string) => setView(now => ({ ...now, filter })),
    [],
  );
  const lines = countLines(rows);
  const shownLines = countLines(shown);
  const isReading = log.status === 'opening' || log.status === 'reconnecting';

  return (
    <div className={classes.root}>
      <LogToolbar
        members={members}
        query={query}
        onQuery={next => {
          setPaused(undefined);
          setQuery(next);
        }}
        view={{ ...view, paused: paused !== undefined }}
        onFilter={onFilter}
        onRaw={() => setView(now => ({ ...now, raw: !now.raw }))}
        onPause={() => setPaused(paused ? undefined : log.rows)}
        onAgain={log.again}
        onDownload={
          shownLines > 0
            ? () =>
                download(
                  new Blob([asText(shown, view.raw)], { type: 'text/plain' }),
                  `${spec.name}-${query.member}.log`,
                )
            : undefined
        }
      />
      {log.error && <ErrorPanel error={log.error} onRetry={log.again} />}
      {rows.length === 0 && log.status === 'opening' && <Progress />}
      {rows.length === 0 && !isReading && !log.error && !query.follow && (
        <EmptyState
          title={t('logs.empty.title')}
          description={t('logs.empty.text')}
        />
      )}
      {lines > 0 && shownLines === 0 && (
        <EmptyState
          title={t('logs.noMatch.title')}
          description={t('logs.noMatch.text')}
        />
      )}
      {(shown.length > 0 || query.follow) && (
        <LogList
          key={`${query.member} ${query.previous}`}
          label={t('logs.list', { member: query.member })}
          rows={shown}
          raw={view.raw}
          spoken={log.status === 'following' && !log.fast && !paused}
        />
      )}
      <Typography
        className={classes.status}
        variant="caption"
        color="textSecondary"
        component="div"
      >
        <span role="status">
          {paused
            ? t('logs.status.paused', {
                number: format.number(log.rows.count - count),
              })
            : t(`logs.status.${log.status}`)}
        </span>
        {lines > 0 && (
          <span>
            {t('logs.shown', {
              shown: format.number(shownLines),
              number: format.number(lines),
            })}
          </span>
        )}
        {rows.length >= MAX_ROWS && (
          <span>{t('logs.bounded', { number: format.number(MAX_ROWS) })}</span>
        )}
      </Typography>
    </div>
  );
};

/** The logs of an instance, or why this reader finds none. */
export const InstanceLogs = ({ instance }: { instance: InstanceDetail }) => {
  const { t } = useWords();
  const facet = instance.facets.capabilities.find(c => c.id === 'logs');
  if (!facet?.offered) {
    return (
      <EmptyState
        title={t('logs.notOffered')}
        description={facet?.reason && <ReasonText reason={facet.reason} />}
      />
    );
  }
  if (!instance.can.includes(logsReadPermission.name)) {
    return (
      <EmptyState
        title={t('logs.noPermission.title')}
        description={t('logs.noPermission.text', {
          tenant: instance.record.spec.tenant,
          permission: logsReadPermission.name,
        })}
      />
    );
  }
  if (instance.status.members.length === 0) {
    return (
      <EmptyState
        title={t('logs.noMembers.title')}
        description={t('logs.noMembers.text')}
      />
    );
  }
  return <LogWindow key={instance.record.uid} instance={instance} />;
};
