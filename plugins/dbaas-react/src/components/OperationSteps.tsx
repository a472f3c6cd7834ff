import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { OperationStep } from '@dbaas-portal/plugin-dbaas-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useFormat } from '../format/useFormat';
import { useNow } from '../hooks/useNow';
import { useLocalized } from '../text/useLocalized';
import { dbaasReactTranslationRef } from '../translation/ref';
import { STATE_TONES } from './colors';
import { ReasonText } from './ReasonText';
import { StatusDot } from './StatusDot';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  step: {
    position: 'relative',
    display: 'flex',
    gap: theme.spacing(1.5),
    paddingBottom: theme.spacing(1.5),
    // The line that joins a step to the next.
    '&:not(:last-child)::before': {
      content: '""',
      position: 'absolute',
      left: 4,
      top: 18,
      bottom: -2,
      borderLeft: `2px solid ${theme.palette.divider}`,
    },
  },
  dot: { paddingTop: 5, lineHeight: 0 },
  body: { minWidth: 0, flex: 1 },
  line: {
    display: 'flex',
    justifyContent: 'space-between',
    gap: theme.spacing(2),
  },
  pending: { color: theme.palette.text.secondary },
  note: {
    color: theme.palette.text.secondary,
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
  },
  reason: { color: theme.palette.text.secondary },
}));

/**
 * The steps of an operation on a line of time.
 *
 * @public
 */
export const OperationSteps = ({ steps }: { steps: OperationStep[] }) => {
  const classes = useStyles();
  const localized = useLocalized();
  const format = useFormat();
  const now = useNow(1000);
  const { t } = useTranslationRef(dbaasReactTranslationRef);

  const note = (step: OperationStep) => {
    if (!step.startedAt) return t(`state.${step.state}`);
    const end = step.endedAt ? Date.parse(step.endedAt) : now;
    const duration = format.duration(end - Date.parse(step.startedAt));
    return step.endedAt
      ? `${t(`state.${step.state}`)} · ${duration}`
      : t('steps.since', { duration });
  };

  if (steps.length === 0) {
    return <Typography variant="body2">{t('steps.none')}</Typography>;
  }
  return (
    <ol className={classes.list} aria-label={t('steps.title')}>
      {steps.map(step => (
        <li
          key={step.id}
          className={classes.step}
          {...(step.state === 'running' && { 'aria-current': 'step' })}
        >
          <span className={classes.dot}>
            <StatusDot tone={STATE_TONES[step.state]} />
          </span>
          <div className={classes.body}>
            <div className={classes.line}>
              <Typography
                variant="body2"
                className={step.state === 'pending' ? classes.pending : ''}
              >
                {localized(step.title)}
              </Typography>
              <Typography variant="body2" className={classes.note}>
                {note(step)}
              </Typography>
            </div>
            {step.reason && (
              <Typography
                variant="body2"
                component="div"
                className={classes.reason}
              >
                <ReasonText reason={step.reason} />
              </Typography>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
};
