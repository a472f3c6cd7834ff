import { StatusDot, Tone, useFormat } from '@dbaas-portal/plugin-dbaas-react';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { Run, RunOutcome } from '../console/run';
import { useWords } from '../translation/useWords';

const TONES: Record<RunOutcome, Tone> = {
  running: 'running',
  succeeded: 'ok',
  failed: 'error',
  cancelled: 'neutral',
};

const useStyles = makeStyles(theme => ({
  line: { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
}));

/** How far a statement is, how much came, how long it took. */
export const RunStatus = (props: { run: Run; kind: 'sql' | 'command' }) => {
  const { run } = props;
  const classes = useStyles();
  const { t } = useWords();
  const format = useFormat();

  const parts: string[] = [];
  if (run.outcome === 'running') parts.push(t('result.running'));
  if (run.outcome === 'cancelled') parts.push(t('result.cancelled'));
  if (run.command) parts.push(run.command);
  if (run.columns.length > 0) {
    parts.push(
      t(props.kind === 'command' ? 'result.replies' : 'result.rows', {
        count: run.rows.length,
      }),
    );
  } else if (run.outcome === 'succeeded') {
    parts.push(
      run.rowCount === undefined
        ? t('result.noRows')
        : t('result.affected', { count: run.rowCount }),
    );
  }
  if (run.milliseconds !== undefined) {
    parts.push(
      t('result.took', {
        milliseconds: format.number(Math.round(run.milliseconds * 10) / 10),
      }),
    );
  }
  return (
    <div role="status">
      <div className={classes.line}>
        <StatusDot tone={TONES[run.outcome]} />
        <Typography variant="body2">{parts.join(' · ')}</Typography>
      </div>
      {run.truncated && (
        <Typography variant="body2">
          {t('result.truncated', { shown: format.number(run.rows.length) })}
        </Typography>
      )}
      {run.broken && (
        <Typography variant="body2">{t('result.broken')}</Typography>
      )}
    </div>
  );
};
