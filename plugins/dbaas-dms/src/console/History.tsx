import { useFormat } from '@dbaas-portal/plugin-dbaas-react';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useWords } from '../translation/useWords';
import { Run } from './run';

export type HistoryEntry = Pick<
  Run,
  'id' | 'statement' | 'startedAt' | 'outcome' | 'milliseconds'
>;

const useStyles = makeStyles(theme => ({
  list: {
    listStyle: 'none',
    margin: theme.spacing(1, 0, 0),
    padding: 0,
    maxHeight: 240,
    overflowY: 'auto',
  },
  entry: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    gap: theme.spacing(2),
    width: '100%',
    padding: theme.spacing(0.5, 1),
    textAlign: 'left',
    '&:hover, &:focus-visible': { background: theme.palette.action.hover },
  },
  statement: {
    fontFamily: 'monospace',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
}));

const ONE_LINE = 300;

/** What was run on this tab, the newest first; a click brings it back. */
export const History = (props: {
  entries: HistoryEntry[];
  onUse: (statement: string) => void;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const format = useFormat();
  const outcomes = {
    running: '',
    succeeded: t('history.succeeded'),
    failed: t('history.failed'),
    cancelled: t('history.cancelled'),
  };
  return (
    <section aria-label={t('history.title')}>
      <Typography variant="subtitle1" component="h2">
        {t('history.title')}
      </Typography>
      <Typography variant="caption" color="textSecondary" component="p">
        {props.entries.length > 0 ? t('history.note') : t('history.none')}
      </Typography>
      <ul className={classes.list}>
        {props.entries.map(entry => {
          const line = entry.statement
            .slice(0, ONE_LINE)
            .replace(/\s+/g, ' ')
            .trim();
          return (
            <li key={entry.id}>
              <ButtonBase
                className={classes.entry}
                aria-label={t('history.use', { statement: line })}
                onClick={() => props.onUse(entry.statement)}
              >
                <span className={classes.statement}>{line}</span>
                <Typography variant="caption" color="textSecondary">
                  {outcomes[entry.outcome]}
                  {entry.milliseconds !== undefined &&
                    ` · ${t('result.took', {
                      milliseconds: format.number(
                        Math.round(entry.milliseconds),
                      ),
                    })}`}
                </Typography>
              </ButtonBase>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
