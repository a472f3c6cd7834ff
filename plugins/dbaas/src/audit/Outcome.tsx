import { AuditRecord } from '@dbaas-portal/plugin-dbaas-common';
import { StatusDot } from '@dbaas-portal/plugin-dbaas-react';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../translation/useWords';

const TONES = { succeeded: 'ok', failed: 'error', denied: 'warning' } as const;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
  },
}));

/** How an act ended. */
export const Outcome = ({ outcome }: { outcome: AuditRecord['outcome'] }) => {
  const classes = useStyles();
  const { t } = useWords();
  return (
    <span className={classes.root}>
      <StatusDot tone={TONES[outcome]} />
      {t(`audit.outcome.${outcome}`)}
    </span>
  );
};
