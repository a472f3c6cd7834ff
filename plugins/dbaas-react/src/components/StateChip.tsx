import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { OperationState, StepState } from '@dbaas-portal/plugin-dbaas-common';
import { makeStyles } from '@material-ui/core/styles';
import { dbaasReactTranslationRef } from '../translation/ref';
import { STATE_TONES } from './colors';
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
 * The state of an operation or of a step.
 *
 * @public
 */
export const StateChip = ({ state }: { state: OperationState | StepState }) => {
  const classes = useStyles();
  const { t } = useTranslationRef(dbaasReactTranslationRef);
  return (
    <span className={classes.root}>
      <StatusDot tone={STATE_TONES[state]} />
      {t(`state.${state}`)}
    </span>
  );
};
