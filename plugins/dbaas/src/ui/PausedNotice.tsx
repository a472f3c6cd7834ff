import { StatusDot } from '@dbaas-portal/plugin-dbaas-react';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../translation/useWords';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(1, 1.5),
    marginBottom: theme.spacing(1.5),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.background.paper,
    fontSize: '0.875rem',
  },
}));

/** Says that the fleet's operations are paused. */
export const PausedNotice = ({ paused }: { paused?: boolean }) => {
  const classes = useStyles();
  const { t } = useWords();
  if (!paused) return null;
  return (
    <div className={classes.root} role="status">
      <StatusDot tone="warning" />
      {t('common.paused')}
    </div>
  );
};
