import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Activity } from '@dbaas-portal/plugin-dbaas-common';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import { useKindName } from '../text/useKindName';
import { dbaasReactTranslationRef } from '../translation/ref';
import { STATE_TONES } from './colors';
import { StatusDot } from './StatusDot';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    flexDirection: 'column',
    gap: 2,
    minWidth: 0,
    whiteSpace: 'nowrap',
  },
  line: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    color: theme.palette.text.secondary,
  },
  bar: { height: 3, borderRadius: 2 },
}));

/**
 * The operation that is changing an instance right now. It stands beside the
 * health and never in its place.
 *
 * @public
 */
export const ActivityChip = ({ activity }: { activity: Activity }) => {
  const classes = useStyles();
  const { t } = useTranslationRef(dbaasReactTranslationRef);
  const kind = useKindName()(activity.kind);
  const percent = Math.round(activity.progress * 100);
  const label = t('activity.describe', {
    kind,
    state: t(`state.${activity.state}`),
    percent: String(percent),
  });
  return (
    <span className={classes.root} role="status" aria-label={label}>
      <span className={classes.line}>
        <StatusDot tone={STATE_TONES[activity.state]} />
        {kind}
        {activity.state === 'running'
          ? ` · ${percent} %`
          : ` · ${t(`state.${activity.state}`)}`}
      </span>
      {activity.state === 'running' && (
        <LinearProgress
          aria-hidden
          className={classes.bar}
          variant="determinate"
          value={percent}
        />
      )}
    </span>
  );
};
