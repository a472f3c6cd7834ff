import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Reason } from '@dbaas-portal/plugin-dbaas-common';
import { makeStyles } from '@material-ui/core/styles';
import { readableText } from '../format/readableText';
import { useLocalized } from '../text/useLocalized';
import { dbaasReactTranslationRef } from '../translation/ref';

const useStyles = makeStyles({
  root: { overflowWrap: 'anywhere' },
  cure: { display: 'block', opacity: 0.85 },
  cureLabel: { fontWeight: 600 },
});

/**
 * Why something is as it is, and what one can do about it.
 *
 * @public
 */
export const ReasonText = ({ reason }: { reason: Reason }) => {
  const classes = useStyles();
  const localized = useLocalized();
  const { t } = useTranslationRef(dbaasReactTranslationRef);
  return (
    <span className={classes.root}>
      {localized(readableText(reason))}
      {reason.cure && (
        <span className={classes.cure}>
          <span className={classes.cureLabel}>{t('reason.cure')}</span>{' '}
          {localized(reason.cure)}
        </span>
      )}
    </span>
  );
};
