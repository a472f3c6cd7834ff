import { toneColor } from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { indexOfPosition, lineAndColumn } from '../console/position';
import { Run } from '../console/run';
import { useWords } from '../translation/useWords';

const useStyles = makeStyles(theme => ({
  root: {
    borderLeft: `4px solid ${toneColor(theme, 'error')}`,
    background: theme.palette.background.paper,
    padding: theme.spacing(1.5, 2),
  },
  message: {
    margin: theme.spacing(0.5, 0),
    fontFamily: 'monospace',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  place: { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
  excerpt: { margin: 0, fontFamily: 'monospace', overflowX: 'auto' },
  here: {
    background: toneColor(theme, 'error'),
    color: theme.palette.error.contrastText,
  },
}));

/** So much of the line is shown on both sides of the place. */
const EXCERPT = 60;

/** What the server says of a statement, and where in it. */
export const FailurePanel = (props: {
  run: Run;
  onGoTo: (run: Run, position: number) => void;
}) => {
  const { run } = props;
  const classes = useStyles();
  const { t } = useWords();
  const { message = '', code, position } = run.failure ?? {};
  const index =
    position === undefined
      ? undefined
      : indexOfPosition(run.statement, position);
  const place = lineAndColumn(run.statement, index ?? 0);
  const lineStart =
    index === undefined ? 0 : run.statement.lastIndexOf('\n', index - 1) + 1;
  return (
    <div className={classes.root} role="alert">
      <Typography variant="subtitle1" component="p">
        {t('result.failed')}
      </Typography>
      <p className={classes.message}>{message}</p>
      {code && (
        <Typography variant="caption" color="textSecondary" component="p">
          {t('result.code', { code })}
        </Typography>
      )}
      {position !== undefined && index !== undefined && (
        <>
          <pre className={classes.excerpt}>
            {run.statement.slice(Math.max(lineStart, index - EXCERPT), index)}
            <mark className={classes.here}>
              {run.statement.charAt(index).trim() || '␣'}
            </mark>
            {run.statement.slice(index + 1, index + EXCERPT).split('\n')[0]}
          </pre>
          <div className={classes.place}>
            <Typography variant="body2">
              {t('result.at', {
                line: String(place.line),
                column: String(place.column),
              })}
            </Typography>
            <Button
              size="small"
              variant="outlined"
              onClick={() => props.onGoTo(run, position)}
            >
              {t('result.goTo')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
};
