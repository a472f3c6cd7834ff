import { ActionError, EmptyState } from '@dbaas-portal/plugin-dbaas-react';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { Run } from '../console/run';
import { useWords } from '../translation/useWords';
import { FailurePanel } from './FailurePanel';
import { ReplyList } from './ReplyList';
import { ResultGrid } from './ResultGrid';
import { RunStatus } from './RunStatus';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1), minWidth: 0 },
  // Keeps its place, so that nothing jumps when a statement begins and ends.
  progress: { height: 4 },
  notices: {
    margin: 0,
    paddingLeft: theme.spacing(3),
    maxHeight: 160,
    overflowY: 'auto',
    fontFamily: 'monospace',
    fontSize: '0.85rem',
    overflowWrap: 'anywhere',
  },
}));

/** What came of the last statement: rows or replies, messages, or an error. */
export const ResultPane = (props: {
  run: Run | undefined;
  kind: 'sql' | 'command';
  example: string;
  onGoTo: (run: Run, position: number) => void;
}) => {
  const { run, kind } = props;
  const classes = useStyles();
  const { t } = useWords();
  if (!run) {
    return (
      <EmptyState
        title={t('result.none')}
        description={t('result.noneText', { example: props.example })}
      />
    );
  }
  const Result = kind === 'command' ? ReplyList : ResultGrid;
  return (
    <section className={classes.root} aria-label={t('result.title')}>
      <div className={classes.progress}>
        {run.outcome === 'running' && (
          <LinearProgress aria-label={t('result.running')} />
        )}
      </div>
      <RunStatus run={run} kind={kind} />
      <ActionError error={run.error} />
      {run.outcome === 'failed' && run.failure && (
        <FailurePanel run={run} onGoTo={props.onGoTo} />
      )}
      {run.notices.length > 0 && (
        <div>
          <Typography variant="subtitle2" component="h3">
            {t('result.messages')}
          </Typography>
          <ul className={classes.notices}>
            {run.notices.map((notice, index) => (
              // They only ever grow at the end.
              <li key={index}>{notice}</li>
            ))}
          </ul>
        </div>
      )}
      {run.columns.length > 0 && (
        // Another statement, or another result of it, begins anew at the top.
        <Result
          key={`${run.id}/${run.columns.map(({ name }) => name).join('\n')}`}
          columns={run.columns}
          rows={run.rows}
          rowCount={run.rows.length}
        />
      )}
    </section>
  );
};
