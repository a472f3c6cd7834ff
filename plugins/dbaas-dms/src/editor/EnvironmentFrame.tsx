import { Environment } from '@dbaas-portal/plugin-dbaas-common';
import { StatusDot, toneColor } from '@dbaas-portal/plugin-dbaas-react';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ReactNode } from 'react';
import { ENVIRONMENT_TONES } from '../console/environment';
import { useWords } from '../translation/useWords';

const useStyles = makeStyles(theme => ({
  root: {
    border: `1px solid ${theme.palette.divider}`,
    borderLeftWidth: 6,
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.background.paper,
    minWidth: 0,
  },
  label: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 1.5),
  },
}));

/**
 * Frames the editor in the colour of the environment, so that one sees, before
 * one runs it, where a statement goes; and says it in words.
 */
export const EnvironmentFrame = (props: {
  environment: Environment;
  writing: boolean;
  children: ReactNode;
}) => {
  const classes = useStyles();
  const theme = useTheme();
  const { t, shared } = useWords();
  const tone = ENVIRONMENT_TONES[props.environment];
  const color = toneColor(theme, tone);
  const environment = shared(`environment.${props.environment}`);
  return (
    <div
      className={classes.root}
      style={
        props.writing ? { borderColor: color } : { borderLeftColor: color }
      }
    >
      <div className={classes.label} role="status">
        <StatusDot tone={tone} />
        <Typography
          variant="caption"
          style={props.writing ? { fontWeight: 700 } : undefined}
        >
          {t(props.writing ? 'environment.writing' : 'environment.reading', {
            environment,
          })}
        </Typography>
      </div>
      {props.children}
    </div>
  );
};
