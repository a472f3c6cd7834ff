import { LocationDetail } from '@dbaas-portal/plugin-dbaas-common';
import { RelativeTime } from '@dbaas-portal/plugin-dbaas-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../translation/useWords';
import { Section } from '../ui/Section';
import { Reasons } from './Reasons';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1.5) },
}));

/** Since when a location gives no answer, and what that means. */
export const AwayNotice = ({ detail }: { detail: LocationDetail }) => {
  const classes = useStyles();
  const { t } = useWords();
  const { location, notObserved, observedAt } = detail;
  const { available, reason } = location.reachable;
  if (available) {
    return notObserved ? (
      <Section title={t('platforms.detail.findings')}>
        <Reasons reasons={[notObserved]} />
      </Section>
    ) : null;
  }
  const told = reason ?? notObserved;
  return (
    <Section
      title={t('platforms.away.title')}
      actions={
        location.unreachableSince && (
          <Typography variant="body2" color="textSecondary">
            {t('platforms.since')}{' '}
            <RelativeTime at={location.unreachableSince} />
          </Typography>
        )
      }
    >
      <div className={classes.root} role="status">
        {told && <Reasons reasons={[told]} tone="error" />}
        <Typography variant="body2">{t('platforms.away.text')}</Typography>
        <Typography variant="body2" color="textSecondary">
          {t(observedAt ? 'platforms.away.old' : 'platforms.away.nothing')}
        </Typography>
      </div>
    </Section>
  );
};
