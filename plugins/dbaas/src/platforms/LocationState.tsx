import { LocationSummary } from '@dbaas-portal/plugin-dbaas-common';
import { RelativeTime, StatusDot } from '@dbaas-portal/plugin-dbaas-react';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../translation/useWords';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: theme.spacing(0.75),
  },
  since: { color: theme.palette.text.secondary },
}));

/** Whether a location answers, and since when it does not. */
export const LocationState = ({ location }: { location: LocationSummary }) => {
  const classes = useStyles();
  const { t } = useWords();
  const { reachable, unreachableSince } = location;
  return (
    <span className={classes.root}>
      <StatusDot tone={reachable.available ? 'ok' : 'error'} />
      {t(reachable.available ? 'platforms.reachable' : 'platforms.unreachable')}
      {unreachableSince && (
        <span className={classes.since}>
          {t('platforms.since')} <RelativeTime at={unreachableSince} />
        </span>
      )}
    </span>
  );
};
