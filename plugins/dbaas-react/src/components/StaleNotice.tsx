import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { dbaasReactTranslationRef } from '../translation/ref';
import { StatusDot } from './StatusDot';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1),
    color: theme.palette.text.secondary,
    fontSize: '0.875rem',
  },
}));

/**
 * Says that what is shown is old, because reading it again failed.
 *
 * @public
 */
export const StaleNotice = (props: { error?: Error; onRetry: () => void }) => {
  const classes = useStyles();
  const { t } = useTranslationRef(dbaasReactTranslationRef);
  if (!props.error) return null;
  return (
    <div className={classes.root} role="status">
      <StatusDot tone="warning" />
      {t('error.stale')}
      <Button size="small" onClick={props.onRetry}>
        {t('error.retry')}
      </Button>
    </div>
  );
};
