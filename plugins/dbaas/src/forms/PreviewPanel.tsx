import { InstancePreview } from '@dbaas-portal/plugin-dbaas-common';
import {
  ReasonText,
  UsageBar,
  useLocalized,
  useLocationName,
} from '@dbaas-portal/plugin-dbaas-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../translation/useWords';

const QUOTA = ['cpuMillis', 'memoryMib', 'storageMib', 'instances'] as const;

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2) },
  bars: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(170px, 1fr))',
    gap: theme.spacing(1.5, 3),
    marginTop: theme.spacing(1),
  },
  heading: { fontSize: '0.875rem', fontWeight: 600 },
  list: { margin: theme.spacing(0.5, 0, 0), paddingLeft: theme.spacing(2.5) },
  item: { fontSize: '0.875rem', overflowWrap: 'anywhere' },
  summary: { cursor: 'pointer', fontSize: '0.875rem', fontWeight: 600 },
  resource: {
    fontSize: '0.75rem',
    overflow: 'auto',
    maxHeight: 240,
    margin: theme.spacing(0.5, 0),
    padding: theme.spacing(1),
    backgroundColor: theme.palette.action.hover,
    borderRadius: theme.shape.borderRadius,
  },
}));

/** What a request or an operation would take and make. */
export const PreviewPanel = ({ preview }: { preview: InstancePreview }) => {
  const classes = useStyles();
  const { t } = useWords();
  const localized = useLocalized();
  const nameOf = useLocationName();
  const { quota, steps, changes } = preview;
  return (
    <div className={classes.root}>
      {quota && (
        <div>
          <Typography component="h4" className={classes.heading}>
            {t('actions.preview.quota', {
              location: nameOf(quota.location),
            })}
          </Typography>
          <div className={classes.bars}>
            {QUOTA.map(name => (
              <UsageBar
                key={name}
                resource={name}
                used={quota.used[name]}
                quota={quota.quota[name]}
                extra={Math.max(quota.steady[name], quota.surge[name])}
              />
            ))}
          </div>
          {quota.reasons.map(reason => (
            <Typography key={reason.code} variant="body2" color="error">
              <ReasonText reason={reason} />
            </Typography>
          ))}
        </div>
      )}
      {steps.length > 0 && (
        <div>
          <Typography component="h4" className={classes.heading}>
            {t('actions.preview.steps')}
          </Typography>
          <ol className={classes.list}>
            {steps.map(step => (
              <li key={step.en} className={classes.item}>
                {localized(step)}
              </li>
            ))}
          </ol>
        </div>
      )}
      {changes.length > 0 && (
        <details>
          <summary className={classes.summary}>
            {t('actions.preview.changes', { number: String(changes.length) })}
          </summary>
          <ul className={classes.list}>
            {changes.map(change => (
              <li
                key={`${change.kind}/${change.name}`}
                className={classes.item}
              >
                {t(`actions.preview.action.${change.action}`)} {change.kind}{' '}
                {change.name}
                {/* Focusable, so that the keyboard can scroll it. */}
                {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
                <pre className={classes.resource} tabIndex={0}>
                  {JSON.stringify(change.resource, null, 2)}
                </pre>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
};
