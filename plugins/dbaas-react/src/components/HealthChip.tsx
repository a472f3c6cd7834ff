import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Health, Reason } from '@dbaas-portal/plugin-dbaas-common';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { dbaasReactTranslationRef } from '../translation/ref';
import { HEALTH_TONES } from './colors';
import { ReasonText } from './ReasonText';
import { StatusDot } from './StatusDot';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    whiteSpace: 'nowrap',
  },
}));

/**
 * The health of an instance: a colour, a form and a word. Reasons, where there
 * are any, are told on hover and focus.
 *
 * @public
 */
export const HealthChip = (props: { health: Health; reasons?: Reason[] }) => {
  const { health, reasons = [] } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(dbaasReactTranslationRef);
  const label = t(`health.${health}`);
  const chip = (
    <span className={classes.root} {...(reasons.length > 0 && { tabIndex: 0 })}>
      <StatusDot tone={HEALTH_TONES[health]} />
      <span>{label}</span>
    </span>
  );
  if (reasons.length === 0) return chip;
  return (
    <Tooltip
      interactive
      title={
        <>
          {reasons.map(reason => (
            <ReasonText key={reason.code} reason={reason} />
          ))}
        </>
      }
    >
      {chip}
    </Tooltip>
  );
};
